import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '@/i18n';
import { exactMoney } from '@/i18n/format';
import { useDeal } from '../context';
import { placeOf } from '../places';
import type { Needed, Question } from '../types';
import { useWords } from '../words';
import css from './questions.module.css';

// The roles that are asked for, by the fact that says who holds them.
const roleOf: Record<string, string> = { holders_eb: 'EB', holders_tb: 'TB', holders_ub: 'UB', valid_coaches: 'CO' };

/** Facts of one person, of one rival or resource, or of the deal itself. */
interface Sort {
  key: string;
  about?: string;
  name?: string;
  items: Needed[];
}

function sorted(items: Needed[]): Sort[] {
  const out: Sort[] = [];
  for (const item of items) {
    const key = item.about ?? item.name ?? '';
    const same = out.find((one) => one.key === key);
    if (same) same.items.push(item);
    else out.push({ key, about: item.about, name: item.name, items: [item] });
  }
  return out;
}

/** What answers a question, and what is missing; each missing fact leads to where it is filled in, unless plain. */
export function Answers({ question, plain }: { question: Question; plain?: boolean }) {
  const { t, label } = useText();
  const words = useWords();
  return (
    <div className={css.answers}>
      {sorted(question.items).map(({ key, about, name, items }) => (
        <dl key={key} className={css.sort}>
          {(about || name) && (
            <div className={css.whose}>
              <dt className="visually-hidden">{t('question.about')}</dt>
              <dd data-own>{about ? (words.name(about) ?? t('timeline.another')) : words.value('day', name)}</dd>
            </div>
          )}
          {items.map((item) => (
            <div key={item.code} className={css.fact} data-met={item.met}>
              <dt>{roleOf[item.code] ? label('role', roleOf[item.code]) : words.field(item.code)}</dt>
              <dd>{item.met ? <Known item={item} /> : <Missing item={item} plain={plain} />}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  );
}

function Known({ item }: { item: Needed }) {
  const { label } = useText();
  const { deal } = useDeal().sheet;
  const words = useWords();
  if (item.code === 'sso_revenue') return <>{exactMoney(deal.sso_revenue)}</>;
  const said = (item.values ?? []).map((value) =>
    /^[A-Z]+-\d+$/.test(value) ? label('rule', `${value}.title`) : words.value(item.code, value),
  );
  return <span data-own>{said.join(' · ')}</span>;
}

function Missing({ item, plain }: { item: Needed; plain: boolean | undefined }) {
  const { t } = useText();
  const words = useWords();
  const name = words.field(item.code);
  const said = (item.values ?? []).filter((value) => value !== '0');
  return (
    <>
      {said.length > 0 && <span className={css.poor}>{words.value(item.code, said)} </span>}
      {plain ? (
        <span className={css.poor}>{t('question.missing')}</span>
      ) : (
        <Way item={item} name={t('question.fill_of', { name })}>
          {t('question.fill')}
        </Way>
      )}
    </>
  );
}

/** The way to where a fact is filled in: the form of a person, of a new one, or a part of the page. */
function Way({ item, name, children }: { item: Needed; name: string; children: ReactNode }) {
  const { sheet, may } = useDeal();
  const role = roleOf[item.code];
  const search = item.about
    ? { person: item.about }
    : role && may('edit') && sheet.ghosts.some((ghost) => ghost === role)
      ? { person: 'new', role }
      : { at: placeOf(item.code) ?? 'people' };
  return (
    <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={search} aria-label={name} className={css.way}>
      {children}
    </Link>
  );
}
