import { useText } from '@/i18n';
import { useDeal } from '../context';
import css from './objective.module.css';

/** Where a deal stands at the customer: the field, the family of its texts, its codes. */
export const positions = [
  ['urgency', 'urgency', ['urgent', 'doing', 'will', 'later']],
  ['competition', 'competition', ['sole', 'leading', 'level', 'behind']],
  ['home', 'home', ['own', 'opponent', 'neutral']],
  ['entry_timing', 'entry_timing', ['before_need', 'before_approval', 'after_approval', 'after_tender']],
  ['buyer_stage', 'buyer_stage', ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']],
  [
    'procurement_mode',
    'procurement',
    ['public_tender', 'invited', 'competitive_negotiation', 'single_source', 'direct'],
  ],
] as const;

/** Where the deal stands at the customer, to read. */
export function Position() {
  const { t, label } = useText();
  const { deal } = useDeal().sheet;
  return (
    <div className={css.position}>
      {positions.map(([field, family]) => (
        <dl key={field} className={css.fact}>
          <dt>{t(`field.${field}`)}</dt>
          <dd>{deal[field] ? label(family, deal[field]) : t('value.unknown')}</dd>
        </dl>
      ))}
    </div>
  );
}
