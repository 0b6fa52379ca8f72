// The day that the map shows. Each card follows it by itself, so that sliding through the days draws only what changes.
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { Influence } from '../../types';

/** The day of the map; undefined is today. */
export class When {
  day: string | undefined;
  private readonly listeners = new Set<() => void>();

  set(day: string | undefined): void {
    this.day = day;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

const Context = createContext(new When());

/** Gives the cards below one day. */
export function WhenProvider({ children }: { children: ReactNode }) {
  const [when] = useState(() => new When());
  return <Context.Provider value={when}>{children}</Context.Provider>;
}

/** The day of the map, to be set. */
export function useWhen(): When {
  return useContext(Context);
}

/** The day that the map shows, followed. */
export function useDay(): string | undefined {
  const when = useWhen();
  return useSyncExternalStore(when.subscribe, () => when.day);
}

/** A person's support on a day: what was last seen of it by then; undefined is unknown. */
export function supportOn(person: Influence, day: string | undefined): number | undefined {
  if (!day) return person.support;
  return person.course?.findLast((point) => point.on <= day)?.support;
}

/** The support that the map shows of a person. */
export function useSupport(person: Influence): number | undefined {
  const when = useWhen();
  return useSyncExternalStore(when.subscribe, () => supportOn(person, when.day));
}

/** The days on which the support of somebody was seen, the oldest first. */
export function daysOf(people: Influence[]): string[] {
  return [...new Set(people.flatMap((person) => person.course ?? []).map((point) => point.on))].sort();
}
