import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { useDeal } from '../context';
import { goTo, placeOf } from '../places';
import type { Flag, Task } from '../types';
import { useWords } from '../words';
import { FlagActs } from './FlagActs';
import css from './flags.module.css';
import { aboutOf } from './order';

// Facts that are numbers of the method themselves.
const partOf: Record<string, string> = { dhi: 'health', companion_sign: 'DX-4', expected_value: 'forecast' };

// The codes of strengths in the texts of the rules; the names of those the deal has follow.
const codes = /\s?[（(]ST-\d\d(?:[、,，]\s?ST-\d\d)*[）)]/g;

interface ItemProps {
  flag: Flag;
  planned: Task | undefined;
  open: boolean;
}

/** One red flag: what, why, on what evidence, what to do, and what was decided about it. */
export function FlagItem({ flag, planned, open }: ItemProps) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const [unfolded, setUnfolded] = useState(open);
  const person = sheet.influences.find(({ id }) => id === flag.influence_id || id === flag.subject);
  const about = person?.name ?? aboutOf(flag, label);
  const title = label('rule', `${flag.rule}.title`);
  const advice = label('rule', `${flag.rule}.do`);
  return (
    <li className={css.item}>
      <button type="button" className={css.head} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        <span className={css.flag} data-worst={flag.severity}>
          <span aria-hidden="true">⚑</span>
          <span>{label('severity', flag.severity)}</span>
        </span>
        <span className={css.name}>
          {about ? t('flag.about', { name: about, title }) : title}
          {planned && flag.status === 'open' && !unfolded && <Chip tone="accent">{t('flag.planned')}</Chip>}
          {flag.status !== 'open' && <Chip tone="accent">{label('flag_status', flag.status)}</Chip>}
        </span>
        <IconChevronRight size={16} stroke={1.6} aria-hidden className={css.turn} data-open={unfolded} />
      </button>
      {unfolded && (
        <div className={css.body}>
          <p className={css.why}>{label('rule', `${flag.rule}.why`)}</p>
          <Evidence flag={flag} />
          {advice && <p className={css.act}>{advice}</p>}
          <Helps flag={flag} />
          <Standing flag={flag} />
          <FlagActs flag={flag} planned={planned} />
          {flag.rule.startsWith('RF-') && (
            <p>
              <PageLink topic={`rule:${flag.rule}`} />
            </p>
          )}
          <History flag={flag} />
        </div>
      )}
    </li>
  );
}

/** The facts that raised the flag; each leads to where it stands. */
function Evidence({ flag }: { flag: Flag }) {
  const { t } = useText();
  const words = useWords();
  const facts = flag.evidence ?? [];
  if (facts.length === 0) return null;
  return (
    <ul className={css.facts} aria-label={t('flag.evidence')}>
      {facts.map(({ field, about, value }) => (
        <li key={`${field}-${about ?? ''}-${value ?? ''}`}>
          {about && about !== flag.subject && words.name(about) && (
            <>
              <PersonLink id={about} />{' '}
            </>
          )}
          <FieldLink field={field} about={about} /> {words.value(field, value)}
        </li>
      ))}
    </ul>
  );
}

function PersonLink({ id, children }: { id: string; children?: ReactNode }) {
  const { sheet } = useDeal();
  const words = useWords();
  return (
    <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ person: id }} resetScroll={false}>
      {children ?? <span data-own>{words.name(id)}</span>}
    </Link>
  );
}

function FieldLink({ field, about }: { field: string; about: string | undefined }) {
  const { t } = useText();
  const { sheet } = useDeal();
  const words = useWords();
  const name = words.field(field);
  const place = placeOf(field);
  if (about && words.name(about)) return <PersonLink id={about}>{name}</PersonLink>;
  const part = partOf[field];
  if (part) {
    return (
      <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ part }} resetScroll={false}>
        {name}
      </Link>
    );
  }
  if (!place) return <>{name}</>;
  return (
    <button type="button" className={css.way} title={t('said.go')} onClick={() => goTo(place)}>
      {name}
    </button>
  );
}

/** Which strengths help against the flag: by the method, and those that the deal has. */
function Helps({ flag }: { flag: Flag }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const method = label('rule', `${flag.rule}.helps`).replaceAll(codes, '');
  return (
    <p className={css.helps}>
      {t('flag.helps')}: {method}
      {flag.bells.map((id) => (
        <span key={id}>
          {' · '}
          <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ part: id }} resetScroll={false}>
            {label('strength', `${id}.title`)}
          </Link>
        </span>
      ))}
    </p>
  );
}

/** What answers the flag now, and how long that holds. */
function Standing({ flag }: { flag: Flag }) {
  const { t } = useText();
  const format = useFormat();
  if (flag.status === 'open') return null;
  const until = flag.until ? format.day(flag.until) : '';
  const said =
    flag.status === 'accepted'
      ? t('flag.accepted_until', { day: until })
      : flag.strength
        ? t('flag.by_strength', { text: flag.strength })
        : until
          ? t('flag.by_task_until', { day: until })
          : t('flag.by_task');
  return <p className={css.standing}>{said}</p>;
}

function History({ flag }: { flag: Flag }) {
  const { t, label } = useText();
  const format = useFormat();
  const words = useWords();
  if (flag.history.length === 0) return null;
  return (
    <details className={css.history}>
      <summary>{t('flag.history', { count: flag.history.length })}</summary>
      <ol>
        {flag.history.map((step) => (
          <li key={step.id}>
            {label('flag_act', step.act)} · {words.name(step.by_id) ?? t('deal.system')} ·{' '}
            <time dateTime={step.recorded_at} title={format.moment(step.recorded_at)}>
              {format.ago(step.recorded_at)}
            </time>
            {step.reason && <span className={css.reason}>{step.reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
