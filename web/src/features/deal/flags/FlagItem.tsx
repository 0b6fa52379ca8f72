import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { useDeal } from '../context';
import type { Flag, Task } from '../types';
import { useWords } from '../words';
import { FlagActs } from './FlagActs';
import css from './flags.module.css';

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
  const about = person?.name ?? flag.subject_name;
  const title = label('rule', `${flag.rule}.title`);
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
          <p className={css.act}>{label('rule', `${flag.rule}.do`)}</p>
          <Standing flag={flag} />
          <FlagActs flag={flag} planned={planned} />
          <History flag={flag} />
        </div>
      )}
    </li>
  );
}

function Evidence({ flag }: { flag: Flag }) {
  const { sheet } = useDeal();
  const words = useWords();
  const facts = flag.evidence ?? [];
  if (facts.length === 0) return null;
  return (
    <p className={css.facts}>
      {facts.map(({ field, about, value }, at) => (
        <span key={`${field}-${about ?? ''}-${value ?? ''}`}>
          {at > 0 && ' · '}
          {about && about !== flag.subject && words.name(about) && (
            <>
              <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ person: about }} resetScroll={false}>
                {words.name(about)}
              </Link>{' '}
            </>
          )}
          {words.field(field)} {words.value(field, value)}
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
