import { expect, test } from 'vitest';
import { stepAt, stepName, type Template } from './template';

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
  const label = (family: string, code: string) =>
    code === 'T-004.a' || family === 'stage' ? `${family}:${code}` : code;
  expect(stepName(label, 'T-004', { code: 'a', stages: ['S1'] })).toBe('template_step:T-004.a');
  expect(stepName(label, 'T-UNI', { code: 'S4', stages: ['S4'] })).toBe('stage:S4');
});
