import { expect, test } from 'vitest';
import { readAmount } from './AmountInput';

test.each([
  ['386万', '3860000'],
  ['3.865亿', '386500000'],
  ['３８６ 万', '3860000'],
  ['1,234,567.80', '1234567.8'],
  ['¥120', '120'],
  ['3.86m', '3860000'],
  ['0.5k', '500'],
  ['1.23456789万', '12345.6789'],
  ['0', '0'],
])('%s is read as %s', (typed, amount) => {
  expect(readAmount(typed)).toBe(amount);
});

test.each(['', 'about 300', '-5', '12.5.6', '3百万'])('%s is no amount and stays as typed', (typed) => {
  expect(readAmount(typed)).toBe(typed);
});
