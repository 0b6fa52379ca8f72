import { useText } from '@/i18n';
import { percent, useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { useDeal } from '../context';
import type { PersonTactics } from '../types';
import css from './tactics.module.css';

const tones: Record<string, 'late' | 'good' | undefined> = {
  never: 'late',
  silent: 'late',
  under: 'late',
  planned: 'good',
};

/** How often a person was met against what he weighs: the verdict, both shares as bars and in words, and the days. */
export function Attention({ one }: { one: PersonTactics }) {
  const { t, label } = useText();
  const format = useFormat();
  const { today } = useDeal();
  const days = [
    one.next_on && t('see.next', { day: format.shortDay(one.next_on, today) }),
    one.last_on ? t('see.last', { day: format.shortDay(one.last_on, today) }) : t('see.never'),
    one.seen > 0 && t('see.seen', { n: one.seen }),
  ];
  return (
    <div className={css.attention}>
      {one.verdict && (
        <>
          <Chip tone={tones[one.verdict]}>{label('verdict', one.verdict)}</Chip>
          <Bars want={one.want} got={one.got} />
        </>
      )}
      <span className={css.days}>{days.filter(Boolean).join(' · ')}</span>
    </div>
  );
}

/** Two shares, one above the other, with their words. */
export function Bars({ want, got }: { want: number; got: number }) {
  const { t } = useText();
  const whole = (share: number) => percent(share).replace('%', '');
  return (
    <span className={css.bars}>
      <span className={css.bar}>
        <i data-kind="want" style={{ width: percent(want) }} />
        {t('see.want', { n: whole(want) })}
      </span>
      <span className={css.bar}>
        <i data-kind="got" style={{ width: percent(got) }} />
        {t('see.got', { n: whole(got) })}
      </span>
    </span>
  );
}
