import { useCallback, useRef } from 'react';
import type { Identified } from './column';

/** The ids of the selected rows. */
export type Selection = ReadonlySet<string>;

/** The selection after a press on one row. */
export function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The selection after a press on the box of all rows: all of them, or none when all were selected. */
export function allToggled(selection: Selection, rows: readonly Identified[]): Selection {
  const every = rows.every((row) => selection.has(row.id));
  return new Set(every ? [] : rows.map((row) => row.id));
}

/** Functions that change the selection; they stay the same, so that memoised rows are not drawn again. */
export function useSelection(
  rows: readonly Identified[],
  selection: Selection,
  change: ((selection: Selection) => void) | undefined,
) {
  const latest = useRef({ rows, selection, change });
  latest.current = { rows, selection, change };
  const toggle = useCallback((id: string) => {
    const now = latest.current;
    now.change?.(toggled(now.selection, id));
  }, []);
  const toggleAll = useCallback(() => {
    const now = latest.current;
    now.change?.(allToggled(now.selection, now.rows));
  }, []);
  return { toggle, toggleAll };
}
