// Keys of the whole product: single letters and two-letter sequences such as "g p". They rest while somebody types.
import { useEffect, useRef } from 'react';

/** What each key or sequence does: { 'g p': goToPipeline, '?': showKeys, 'mod+k': search }. */
export type KeyMap = Record<string, () => void>;

const patience = 900;

/** Tells whether an event belongs to a field, or to an input method that is composing. */
export function typing(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  return at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName);
}

function name(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}

function dialogOpen(): boolean {
  return document.querySelector('[role=dialog]') !== null;
}

/** Gives a listener for key presses that runs the entries of a map. */
export function keyListener(map: () => KeyMap): (event: KeyboardEvent) => void {
  let first = '';
  let at = 0;
  return (event) => {
    if (event.altKey || event.defaultPrevented) return;
    const key = name(event);
    const single = !key.startsWith('mod+');
    if (single && (typing(event) || dialogOpen())) return;
    const now = Date.now();
    const pair = now - at < patience ? `${first} ${key}` : '';
    const act = (pair && map()[pair]) || map()[key];
    first = act ? '' : key;
    at = now;
    if (!act) return;
    event.preventDefault();
    act();
  };
}

/** Listens for the keys of a map while the component is shown. */
export function useKeys(map: KeyMap): void {
  const current = useRef(map);
  current.current = map;
  useEffect(() => {
    const listen = keyListener(() => current.current);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
