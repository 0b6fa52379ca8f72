import { describe, expect, test } from 'vitest';
import { ago, chance, day, dayOf, daysBetween, exactMoney, money, number, shortDay, support } from './format';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('money', () => {
  test.each([
    ['0.00', '¥0', '¥0'],
    ['9800.00', '¥9,800', '¥9.8K'],
    ['35000.00', '¥3.5万', '¥35K'],
    ['3860000.00', '¥386万', '¥3.9M'],
    ['37820000', '¥3,782万', '¥37.8M'],
    ['99999600.00', '¥1亿', '¥100M'],
    ['123456789.12', '¥1.2亿', '¥123M'],
    ['999960', '¥100万', '¥1M'],
    ['-12000.50', '\u2212¥1.2万', '\u2212¥12K'],
  ])('%s is %s in Chinese and %s in English', (amount, zh, en) => {
    expect(money(cny(amount), 'zh')).toBe(zh);
    expect(money(cny(amount), 'en')).toBe(en);
  });

  test('unknown is empty, never nought', () => {
    expect(money(undefined, 'zh')).toBe('');
    expect(exactMoney(undefined)).toBe('');
  });

  test('the exact form keeps every digit, beyond what a float holds', () => {
    expect(exactMoney(cny('987654321012345.67'))).toBe('¥987,654,321,012,345.67');
    expect(exactMoney({ amount: '-1200', currency: 'JPY' })).toBe('\u2212JP¥1,200');
    expect(exactMoney({ amount: '5.000', currency: 'KWD' })).toBe('KWD\u00a05.000');
  });
});

describe('days', () => {
  test('are written in the custom of the language', () => {
    expect(day('2027-01-31', 'zh')).toBe('2027/01/31');
    expect(day('2027-01-03', 'en')).toBe('3 Jan 2027');
    expect(shortDay('2027-01-31', '2027-05-01', 'zh')).toBe('1月31日');
    expect(shortDay('2026-01-31', '2027-05-01', 'zh')).toBe('2026/01/31');
    expect(day(undefined, 'zh')).toBe('');
  });

  test('are counted over the change of clocks', () => {
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
    expect(daysBetween('2026-04-01', '2026-03-31')).toBe(-1);
  });

  test('a moment has the day of this device, not that of Greenwich', () => {
    const early = new Date(2026, 10, 22, 0, 30);
    const late = new Date(2026, 10, 22, 23, 30);
    expect([dayOf(early.toISOString(), 'zh'), dayOf(late.toISOString(), 'zh')]).toEqual(['2026/11/22', '2026/11/22']);
  });

  test('moments are told as a distance', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(ago('2026-11-21T11:57:00Z', now, 'zh')).toBe('3分钟前');
    expect(ago('2026-11-20T11:00:00Z', now, 'en')).toBe('yesterday');
    expect(ago('2026-11-21T11:59:50Z', now, 'en')).toBe('now');
  });
});

describe('scales', () => {
  test('support has a true minus sign and no nought', () => {
    expect([support(-3), support(4), support(undefined)]).toEqual(['\u22123', '+4', '?']);
  });

  test('a chance nobody earned is below five percent, not nought', () => {
    expect([chance(undefined), chance(0.8), chance(0.253)]).toEqual(['<5%', '80%', '25%']);
  });

  test('numbers are grouped', () => {
    expect([number(1234567), number(-1200.5), number(12)]).toEqual(['1,234,567', '\u22121,200.5', '12']);
  });
});
