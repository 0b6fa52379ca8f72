// What a person prefers on this device. public/theme.js reads the same entry before the first paint.
import { useSyncExternalStore } from 'react';
import type { Lang } from '@/i18n';

export type Scheme = 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

/** Preferences of this device; an absent scheme follows the system, an absent language the account. */
export interface Prefs {
  scheme?: Scheme;
  lang?: Lang;
  density?: Density;
  columns?: Record<string, Record<string, boolean>>;
  /** Where the tour of the first log-in stands; absent: it never began here. */
  guide?: number | 'done';
}

const entry = 'sente.prefs';
const listeners = new Set<() => void>();
let kept: { raw: string | null; value: Prefs } = { raw: null, value: {} };

function read(): Prefs {
  const raw = localStorage.getItem(entry);
  if (raw === kept.raw) return kept.value;
  let value: Prefs = {};
  try {
    value = JSON.parse(raw ?? '{}') as Prefs;
  } catch {
    localStorage.removeItem(entry);
  }
  kept = { raw, value };
  return value;
}

function listen(call: () => void): () => void {
  listeners.add(call);
  window.addEventListener('storage', call);
  return () => {
    listeners.delete(call);
    window.removeEventListener('storage', call);
  };
}

/** Reads the preferences outside of components. */
export const readPrefs = read;

/** Changes some preferences, here and in the other tabs of this browser. */
export function setPrefs(change: Prefs): void {
  localStorage.setItem(entry, JSON.stringify({ ...read(), ...change }));
  for (const call of listeners) call();
}

/** Begins the tour where this device has not seen it. */
export function welcome(): void {
  if (read().guide === undefined) setPrefs({ guide: 0 });
}

/** The preferences; the component follows their changes. */
export function usePrefs(): Prefs {
  return useSyncExternalStore(listen, read);
}

const darkSystem = '(prefers-color-scheme: dark)';

function followSystem(call: () => void): () => void {
  const query = matchMedia(darkSystem);
  query.addEventListener('change', call);
  return () => query.removeEventListener('change', call);
}

/** Light or dark, as preferred here or as the system says. */
export function useScheme(): Scheme {
  const system = useSyncExternalStore(followSystem, () => matchMedia(darkSystem).matches);
  return usePrefs().scheme ?? (system ? 'dark' : 'light');
}
