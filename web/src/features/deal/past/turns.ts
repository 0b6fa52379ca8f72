// Turns of a deal's life in words and signs.
import { useText } from '@/i18n';
import { support } from '@/i18n/format';
import type { Turn } from './queries';

/** The sign of a turn; words always stand beside it. */
export const turnSigns: Record<Turn['what'], string> = {
  moved: '◆',
  raised: '⚑',
  cleared: '✓',
  left: '⚑',
  decided: '◇',
  judged: '◇',
  swung: '↕',
  reviewed: '◎',
};

/** Gives a function that says a turn in words. */
export function useTurnWords() {
  const { t, label } = useText();
  return (turn: Turn): string => {
    const rule = turn.rule ? label('rule', `${turn.rule}.title`) : '';
    const named = turn.person && turn.what !== 'swung' ? t('past.about', { what: rule, person: turn.person }) : rule;
    const days = turn.days ?? 0;
    switch (turn.what) {
      case 'moved':
        return t('past.turn.moved', {
          act: label('move', turn.act),
          stage: turn.stage ? `${turn.stage} ${label('stage', turn.stage)}` : t('past.story.stage_unknown'),
        });
      case 'raised':
        return t('past.turn.raised', { severity: label('severity', turn.severity), rule: named });
      case 'cleared':
        return t('past.turn.cleared', { days, rule: named });
      case 'left':
        return t('past.turn.left', { days, rule: named });
      case 'decided':
        return t('past.turn.decided', { act: label('flag_act', turn.act), rule });
      case 'judged':
        return t('past.turn.judged', {
          act: label('judgement', turn.act),
          exit: label('criterion', `${turn.stage}.${turn.exit}`),
        });
      case 'reviewed':
        return t('past.turn.reviewed', { act: label('review_decision', turn.act) });
      default:
        return t('past.turn.swung', {
          person: turn.person ?? '',
          from: support(turn.from ?? undefined),
          to: support(turn.to ?? undefined),
        });
    }
  };
}
