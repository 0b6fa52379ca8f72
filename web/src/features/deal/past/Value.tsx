import { useText } from '@/i18n';
import { chance, number } from '@/i18n/format';
import { DayText, Money, Support, Unknown } from '@/ui/Bits';
import type { Contrast, ContrastValue } from './queries';

const families: Record<string, string> = {
  status: 'deal_status',
  stage: 'stage',
  grade: 'grade',
  competition: 'competition',
  buyer_stage: 'buyer_stage',
  mode: 'mode',
  influence: 'influence',
  severity: 'severity',
  position: 'rival_position',
};

/** One side of a difference in its own form; a dash where there was nothing, or nothing was known. */
export function Value({ one, value, missing }: { one: Contrast; value: ContrastValue | undefined; missing: boolean }) {
  const { t, label } = useText();
  if (missing) return <Unknown title={t('past.none')} />;
  if (value?.amount) return <Money value={value.amount} />;
  if (value?.day) return <DayText value={value.day} />;
  if (value?.code) return <>{code(one, value.code, label)}</>;
  if (value?.number === undefined || value.number === null) return <Unknown title={t('value.unknown')} />;
  const is = value.number;
  if (one.field === 'support' || (one.group === 'people' && !one.field)) return <Support value={is} />;
  if (one.field === 'win_prob') return <span className="tabular">{chance(is || undefined)}</span>;
  if (one.field === 'contact') return <>{label('contact', String(is))}</>;
  return <span className="tabular">{number(is)}</span>;
}

function code(one: Contrast, value: string, label: (family: string, code: string) => string): string {
  if (one.field === 'roles')
    return value
      .split(' ')
      .map((role) => label('role', role))
      .join(' · ');
  if (one.group === 'flags') return label(one.field === 'status' ? 'flag_status' : 'severity', value);
  if (one.group === 'rivals') return label('rival_position', value);
  const text = label(families[one.field ?? ''] ?? '', value);
  return one.field === 'stage' || one.field === 'grade' ? `${value} ${text}` : text;
}
