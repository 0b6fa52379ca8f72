// Sums of exact amounts, one for each currency; decimal texts are added as whole numbers, never as floats.
import type { Money } from '@/i18n/format';

/** What the deals of an account add up to. */
export interface Totals {
  count: number;
  unknown: number;
  amounts: Money[];
}

interface Group {
  count: number;
  unknown_amount: number;
  totals: Money[];
}

function places(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

function scaled(amount: string, to: number): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole + part.padEnd(to, '0'));
}

/** The sum of two decimal texts, exact. */
export function plus(a: string, b: string): string {
  const scale = Math.max(places(a), places(b));
  const sum = scaled(a, scale) + scaled(b, scale);
  if (scale === 0) return String(sum);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Adds the columns of a board up. */
export function totalsOf(groups: Group[]): Totals {
  const sums = new Map<string, string>();
  let count = 0;
  let unknown = 0;
  for (const group of groups) {
    count += group.count;
    unknown += group.unknown_amount;
    for (const { amount, currency } of group.totals) sums.set(currency, plus(sums.get(currency) ?? '0', amount));
  }
  return { count, unknown, amounts: [...sums].map(([currency, amount]) => ({ amount, currency })) };
}
