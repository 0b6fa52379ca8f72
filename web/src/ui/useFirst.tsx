import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '@/i18n';

/**
 * The first rows of a long list, and a button that brings the others and takes them away again; no button for a short one.
 * Rows that must stay are shown wherever they stand.
 */
export function useFirst<T>(rows: T[], first: number, stays?: (row: T) => boolean): { shown: T[]; more: ReactNode } {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const few = rows.filter((row, at) => at < first || stays?.(row));
  const hidden = rows.length - few.length;
  const more = hidden > 0 && (
    <Button size="compact-sm" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
      {all ? t('list.less') : t('list.more', { n: hidden })}
    </Button>
  );
  return { shown: all ? rows : few, more };
}
