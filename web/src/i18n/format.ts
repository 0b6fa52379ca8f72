// How numbers, money, days and support values are written. Every function is pure; components use useFormat.
import { useMemo } from 'react';
import { type Lang, useText } from './index';

/** An amount as the server writes it: a decimal text, exact, and a currency code. */
export interface Money {
  amount: string;
  currency: string;
}

const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', JPY: 'JP¥', SGD: 'S$' };
const minus = '\u2212';
const msPerDay = 86_400_000;

type Unit = { size: number; name: string };
const units: Record<Lang, Unit[]> = {
  zh: [
    { size: 1, name: '' },
    { size: 1e4, name: '万' },
    { size: 1e8, name: '亿' },
  ],
  en: [
    { size: 1, name: '' },
    { size: 1e3, name: 'K' },
    { size: 1e6, name: 'M' },
    { size: 1e9, name: 'B' },
  ],
};

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function round(value: number): number {
  if (value >= 100) return Math.round(value);
  return Math.round(value * 10) / 10;
}

function signOf(currency: string): string {
  return signs[currency] ?? `${currency}\u00a0`;
}

/** Writes an amount in short form: ¥386万 or ¥3.9M. Three significant places; the exact value belongs in the title. */
export function money(value: Money | undefined, lang: Lang): string {
  if (!value) return '';
  const number = Math.abs(Number(value.amount));
  const list = units[lang];
  let at = list.findLastIndex((unit) => number >= unit.size);
  if (at < 0) at = 0;
  const next = list[at + 1];
  if (next && round(number / (list[at]?.size ?? 1)) * (list[at]?.size ?? 1) >= next.size) at++;
  const unit = list[at] ?? { size: 1, name: '' };
  const [whole = '0', part] = String(round(number / unit.size)).split('.');
  const digits = part ? `${grouped(whole)}.${part}` : grouped(whole);
  return `${Number(value.amount) < 0 ? minus : ''}${signOf(value.currency)}${digits}${unit.name}`;
}

/** Writes an amount exactly, with every place the server gave: ¥3,860,000.00. */
export function exactMoney(value: Money | undefined): string {
  if (!value) return '';
  const [whole = '0', part] = value.amount.replace(/^-/, '').split('.');
  const digits = part ? `${grouped(whole)}.${part}` : grouped(whole);
  return `${value.amount.startsWith('-') ? minus : ''}${signOf(value.currency)}${digits}`;
}

/** Writes a whole or broken number with thousands separators. */
export function number(value: number): string {
  const [whole = '0', part] = String(Math.abs(value)).split('.');
  return `${value < 0 ? minus : ''}${grouped(whole)}${part ? `.${part}` : ''}`;
}

/** Writes a share between 0 and 1 as whole percent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Writes a probability of winning; none earned yet is "<5%". */
export function chance(share: number | undefined): string {
  return share === undefined ? '<5%' : percent(share);
}

/** Writes a support value from −5 to +5 with its sign; unknown is a question mark. */
export function support(value: number | undefined): string {
  if (value === undefined) return '?';
  return value < 0 ? `${minus}${-value}` : `+${value}`;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(day: string): [string, string, string] {
  const [y = '', m = '', d = ''] = day.slice(0, 10).split('-');
  return [y, m, d];
}

/** Writes a day (YYYY-MM-DD) in full: 2027/01/31 or 31 Jan 2027. */
export function day(value: string | undefined, lang: Lang): string {
  if (!value) return '';
  const [y, m, d] = parts(value);
  return lang === 'zh' ? `${y}/${m}/${d}` : `${Number(d)} ${monthNames[Number(m) - 1]} ${y}`;
}

/** Writes a day without its year when that is the year of today: 1月31日 or 31 Jan. */
export function shortDay(value: string | undefined, today: string, lang: Lang): string {
  if (!value) return '';
  const [y, m, d] = parts(value);
  if (y !== today.slice(0, 4)) return day(value, lang);
  return lang === 'zh' ? `${Number(m)}月${Number(d)}日` : `${Number(d)} ${monthNames[Number(m) - 1]}`;
}

/** Counts the days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / msPerDay);
}

/** Makes what Intl takes long to make once for each language. */
function once<T>(make: (lang: Lang) => T): (lang: Lang) => T {
  const made: Partial<Record<Lang, T>> = {};
  return (lang) => {
    made[lang] ??= make(lang);
    return made[lang];
  };
}

const distance = once((lang) => new Intl.RelativeTimeFormat(lang === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' }));
const timeOfDay = once(
  (lang) => new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' }),
);

/** Writes a moment as the distance from now: 3 分钟前, yesterday. */
export function ago(instant: string, now: number, lang: Lang): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const format = distance(lang);
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** Writes the time of day of a moment on this device: 14:02. */
export function clock(instant: string | number, lang: Lang): string {
  return timeOfDay(lang).format(new Date(instant));
}

/** Writes the calendar day of a moment on this device. */
export function dayOf(instant: string | number, lang: Lang): string {
  const at = new Date(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  return day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`, lang);
}

/** The formatters bound to the language in use. */
export function useFormat() {
  const { lang } = useText();
  return useMemo(
    () => ({
      money: (value: Money | undefined) => money(value, lang),
      day: (value: string | undefined) => day(value, lang),
      shortDay: (value: string | undefined, today: string) => shortDay(value, today, lang),
      ago: (instant: string) => ago(instant, Date.now(), lang),
      clock: (instant: string | number) => clock(instant, lang),
      dayOf: (instant: string | number) => dayOf(instant, lang),
      moment: (instant: string | number) => `${dayOf(instant, lang)} ${clock(instant, lang)}`,
    }),
    [lang],
  );
}
