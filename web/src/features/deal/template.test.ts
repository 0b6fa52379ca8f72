import { expect, test } from 'vitest';
import { stepAt, stepName, type Template, templateWords, worded } from './template';

const places: Template = {
  code: 'T-004',
  steps: [
    { code: 'a', stages: ['S1', 'S2'] },
    { code: 'b', stages: ['S3'] },
  ],
};

test('a deal stands at the first step that covers its stage, or at none', () => {
  expect(stepAt(places, 'S2')?.code).toBe('a');
  expect(stepAt(places, 'S3')?.code).toBe('b');
  expect(stepAt(places, 'D1')).toBeUndefined();
  expect(stepAt(places, undefined)).toBeUndefined();
});

test('a step has its own name, or that of its stage', () => {
  const label = (family: string, code = '') => (code === 'T-004.a' || family === 'stage' ? `${family}:${code}` : code);
  expect(stepName(label, 'T-004', { code: 'a', stages: ['S1'] })).toBe('template_step:T-004.a');
  expect(stepName(label, 'T-UNI', { code: 'S4', stages: ['S4'] })).toBe('stage:S4');
});

test('the company’s own words come first, then those of the other language, then those of the method', () => {
  const own: Template = {
    code: 'O-1',
    steps: places.steps,
    own: {
      base: 'T-004',
      name: { zh: '大客户' },
      steps: [{ code: 'b', name: { en: 'Solve' } }],
      gates: [{ stage: 'S3', entry: { zh: '约到人' }, criteria: [{ code: 'X2', text: { zh: '演示过' } }] }],
    },
  };
  const words = templateWords((family, code) => `${family}:${code}`, 'en');
  expect(words.name(own)).toBe('大客户');
  expect(words.name(places)).toBe('template:T-004');
  expect(own.steps.map((step) => words.step(own, step))).toEqual(['template_step:T-004.a', 'Solve']);
  expect(words.entry(own, 'S3')).toBe('约到人');
  expect(words.entry(own, 'S4')).toBe('stage:S4.entry');
  expect(words.criterion(own, 'S3', 'X2')).toBe('演示过');
  expect(words.criterion(undefined, 'S3', 'X2')).toBe('criterion:S3.X2');
  expect(worded({ zh: '甲', en: 'A' }, 'en')).toBe('A');
});
