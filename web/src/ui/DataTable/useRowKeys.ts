import type { RefObject } from 'react';
import { useKeys } from '../keyboard';

interface RowKeys {
  count: number;
  active: number;
  setActive: (index: number) => void;
  scroller: RefObject<HTMLDivElement | null>;
  reveal: (index: number) => void;
  toggle: ((index: number) => void) | undefined;
}

function rowAt(scroller: HTMLDivElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

/** J and K walk over the rows, X selects the one in focus; Enter belongs to the row itself. */
export function useRowKeys(keys: RowKeys): void {
  const focused = () => keys.scroller.current?.contains(document.activeElement) ?? false;
  const walk = (step: number) => {
    if (keys.count === 0) return;
    const to = focused()
      ? Math.min(Math.max(keys.active + step, 0), keys.count - 1)
      : Math.min(keys.active, keys.count - 1);
    keys.setActive(to);
    keys.reveal(to);
    requestAnimationFrame(() => rowAt(keys.scroller.current, to)?.focus({ preventScroll: true }));
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    x: () => {
      if (focused()) keys.toggle?.(keys.active);
    },
  });
}
