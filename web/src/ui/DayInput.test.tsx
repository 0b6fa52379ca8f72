import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { changeLang } from '@/i18n';
import { renderPart } from '@/test/render';
import { DayInput } from './DayInput';

afterEach(() => changeLang('zh'));

test.each([
  ['zh', '2026-11-02', '2026-11-02'],
  ['en', '2026-11-02', '2 Nov 2026'],
  ['zh', undefined, '年/月/日'],
  ['en', undefined, 'Day, month, year'],
] as const)('in %s the day %s reads %s, whatever the browser speaks', async (lang, value, text) => {
  await changeLang(lang);
  renderPart(<DayInput label="day" value={value} onChange={vi.fn()} />);
  expect(screen.getByText(text)).toBeInTheDocument();
  expect(screen.getByLabelText('day')).toHaveValue(value ?? '');
});
