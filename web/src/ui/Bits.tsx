// Small things that many screens show: amounts, days, support, flags, the mark of the product.
import { useText } from '@/i18n';
import { exactMoney, type Money as MoneyValue, support, useFormat } from '@/i18n/format';
import css from './bits.module.css';

/** An amount in short form; the exact one is in the title. An unknown amount is a dash that says so. */
export function Money({ value }: { value: MoneyValue | undefined }) {
  const format = useFormat();
  const { t } = useText();
  if (!value) return <Unknown title={t('value.unknown_amount')} />;
  return (
    <span className="tabular" title={exactMoney(value)}>
      {format.money(value)}
    </span>
  );
}

/** Several amounts, one for each currency; they are never added up. */
export function MoneyList({ values }: { values: MoneyValue[] }) {
  const format = useFormat();
  if (values.length === 0) return null;
  return (
    <span className="tabular" title={values.map(exactMoney).join(' + ')}>
      {values.map((value) => format.money(value)).join(' + ')}
    </span>
  );
}

/** A day; with `today` it is shown short and marked when it is past. */
export function DayText({ value, due, today }: { value: string | undefined; due?: boolean; today?: string }) {
  const format = useFormat();
  const { t } = useText();
  if (!value) return <Unknown title={t('value.unknown')} />;
  const late = due && today !== undefined && value < today;
  const written = today ? format.shortDay(value, today) : format.day(value);
  return (
    <time dateTime={value} title={format.day(value)} className={late ? css.late : undefined}>
      {written}
      {late && <span className="visually-hidden"> {t('value.overdue')}</span>}
    </time>
  );
}

/** What is not known: a dash with its reason. */
export function Unknown({ title }: { title: string }) {
  return (
    <span className={css.unknown} title={title}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{title}</span>
    </span>
  );
}

/** A support value from −5 to +5 as a chip; unknown is a dashed outline with a question mark. */
export function Support({ value }: { value: number | undefined }) {
  const { label, t } = useText();
  const code = value === undefined ? undefined : `${value < 0 ? 'm' : 'p'}${Math.abs(value)}`;
  const title = code ? label('support', code) : t('value.unknown_support');
  return (
    <span
      title={title}
      className={css.support}
      data-support={code ?? 'unknown'}
      data-strong={Math.abs(value ?? 0) >= 3}
    >
      {support(value)}
    </span>
  );
}

/** The red flag with a count or a word; the only place, beside destructive confirmation, where red is used. */
export function FlagChip({ count, worst }: { count: number | undefined; worst?: string }) {
  const { t, label } = useText();
  if (!count) return null;
  const said = worst ? label('severity', worst) : '';
  const title = t('flag.count', { count, worst: said });
  return (
    <span className={css.flag} data-worst={worst} title={title}>
      <span aria-hidden="true">⚑</span>
      <span className="visually-hidden">{title}</span>
      <span aria-hidden="true">{count}</span>
    </span>
  );
}

/** A neutral chip for a code or a word. */
export function Chip({ children, tone }: { children: React.ReactNode; tone?: 'accent' | 'good' | 'late' }) {
  return (
    <span className={css.chip} data-tone={tone}>
      {children}
    </span>
  );
}

/** A plan that touches a rule of lawful selling, with what to do about it. */
export function Caution({ rule }: { rule: string | undefined }) {
  const { label } = useText();
  if (!rule) return null;
  return (
    <span title={label('compliance', `${rule}.do`)}>
      <Chip tone="late">{label('compliance', `${rule}.title`)}</Chip>
    </span>
  );
}

/** The mark of the product: the first stone on the board. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className={css.markBoard} />
      <path d="M10 5v22M22 5v22M5 10h22M5 22h22" className={css.markLines} />
      <circle cx="10" cy="22" r="5" className={css.markBlack} />
      <circle cx="22" cy="10" r="5.4" className={css.markWhite} />
    </svg>
  );
}
