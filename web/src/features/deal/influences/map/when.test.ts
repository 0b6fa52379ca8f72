import { expect, test } from 'vitest';
import { person } from '../../fixture';
import { daysOf, supportOn, When } from './when';

const course = [{ on: '2026-03-01', support: -2 }, { on: '2026-05-01' }, { on: '2026-06-01', support: 3 }] as const;

test('the support on a day is what was last seen by then', () => {
  const someone = { ...person({ support: 3 }), course: [...course] };
  expect(supportOn(someone, '2026-02-28')).toBeUndefined();
  expect(supportOn(someone, '2026-03-01')).toBe(-2);
  expect(supportOn(someone, '2026-04-30')).toBe(-2);
  expect(supportOn(someone, '2026-05-02')).toBeUndefined();
  expect(supportOn(someone, undefined)).toBe(3);
});

test('the days are those of everybody, each once, the oldest first', () => {
  const [a, b] = [person(), person({ id: '2' })];
  expect(
    daysOf([
      { ...a, course: [...course] },
      { ...b, course: [{ on: '2026-01-09', support: 1 }, course[0]] },
    ]),
  ).toEqual(['2026-01-09', '2026-03-01', '2026-05-01', '2026-06-01']);
});

test('who follows the day hears of it until he leaves', () => {
  const when = new When();
  let heard = 0;
  const leave = when.subscribe(() => heard++);
  when.set('2026-03-01');
  leave();
  when.set(undefined);
  expect(heard).toBe(1);
});
