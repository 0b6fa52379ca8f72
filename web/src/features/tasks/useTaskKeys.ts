import type { RefObject } from 'react';
import { useKeys } from '@/ui/keyboard';
import type { Task } from './groups';
import { useTick } from './TaskItem';

function rows(body: HTMLElement | null): Element[] {
  return [...(body?.querySelectorAll('[data-row]') ?? [])];
}

/** J and K walk over the tasks, X ticks the one in focus off, A adds one; Enter opens, as on any button. */
export function useTaskKeys(body: RefObject<HTMLElement | null>, tasks: Task[], add: (() => void) | undefined): void {
  const tick = useTick();
  const walk = (step: number) => {
    const all = rows(body.current);
    const at = document.activeElement ? all.indexOf(document.activeElement) : -1;
    const to = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (to instanceof HTMLElement) to.focus();
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    x: () => {
      const id = document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task;
      const task = tasks.find((one) => one.id === id);
      if (task?.may.includes('edit')) void tick(task);
    },
    ...(add ? { a: add } : {}),
  });
}
