import { IconShieldExclamation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { useDeal } from '../context';
import { goTo, type Place } from '../places';
import type { Sheet } from '../types';
import css from './flags.module.css';

type Case = Sheet['compliance'][number];

const places: Record<string, Place> = { weakness: 'ours', visit: 'visits' };

/** What of the deal touches the rules of lawful selling, why, and what to do; nothing when nothing does. */
export function CompliancePanel() {
  const { t, label } = useText();
  const { compliance } = useDeal().sheet;
  if (compliance.length === 0) return null;
  return (
    <Panel
      flush
      title={
        <span className={css.title}>
          <IconShieldExclamation size={16} aria-hidden className={css.mark} data-any="true" />
          {t('compliance.panel')} <span className={css.count}>{compliance.length}</span>
        </span>
      }
    >
      <ul className={css.list}>
        {compliance.map((one) => (
          <li key={`${one.rule}:${one.id ?? one.subject}:${one.field ?? ''}`} className={css.item}>
            <div className={css.case}>
              <p className={css.name}>{label('compliance', `${one.rule}.title`)}</p>
              <Where of={one} />
              <p className={css.why}>{label('compliance', `${one.rule}.why`)}</p>
              <p className={css.act}>{label('compliance', `${one.rule}.do`)}</p>
              <p>
                <PageLink topic={`compliance:${one.rule}`} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Where it stands, as a way there. */
function Where({ of }: { of: Case }) {
  const { t } = useText();
  const format = useFormat();
  if (of.kind === 'influence') {
    return (
      <Link
        to="."
        search={(now) => ({ ...now, person: of.id })}
        resetScroll={false}
        className={`${css.way} ${css.where}`}
        data-own
      >
        {t('compliance.case.plan', { name: of.subject, words: of.words ?? '' })}
      </Link>
    );
  }
  const place = of.rule === 'CP-01' ? 'rivals' : places[of.kind ?? ''];
  const name = of.kind === 'visit' ? format.day(of.subject) : of.subject;
  const said = () => {
    if (of.words) return t('compliance.case.plan', { name, words: of.words });
    if (of.rule === 'CP-01') return t('compliance.case.news', { day: format.day(of.subject) });
    return t('compliance.case.expense', { no: of.subject });
  };
  if (!place) return <p data-own>{said()}</p>;
  return (
    <button type="button" className={`${css.way} ${css.where}`} onClick={() => goTo(place)} data-own>
      {said()}
    </button>
  );
}
