import { number } from '@/i18n/format';

/** A difference with its sign: +12 or −3. */
export const signed = (value: number) => (value > 0 ? `+${number(value)}` : number(value));

/** A number with at most one decimal. */
export const tenth = (value: number) => number(Math.round(value * 10) / 10);
