// A form whose entries are kept on this device until the server has said yes: they survive a reload and a lost line.
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { offline, Problem } from '@/api/problem';

interface Kept<T> {
  values: T;
  key: string;
}

/** Where a form stands. */
export type DraftState = 'clean' | 'draft' | 'sending' | 'offline';

export interface DraftOptions<T, R> {
  /** Name of the draft on this device; without a name nothing is kept (passwords). */
  name?: string;
  initial: T;
  /** Sends the values; the key makes a second try create nothing twice. */
  send: (values: T, key: string) => Promise<R>;
  done?: (result: R) => void;
}

const prefix = 'sente.draft.';

function readDraft<T>(name: string | undefined): Kept<T> | undefined {
  if (!name) return undefined;
  try {
    const raw = localStorage.getItem(prefix + name);
    return raw ? (JSON.parse(raw) as Kept<T>) : undefined;
  } catch {
    return undefined;
  }
}

/** Removes every draft of this device, when somebody logs out. */
export function forgetDrafts(): void {
  for (const entry of Object.keys(localStorage)) {
    if (entry.startsWith(prefix)) localStorage.removeItem(entry);
  }
}

function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [on]);
}

/** Holds the values of a form, its faults by field and its sending. */
export function useDraft<T extends object, R>({ name, initial, send, done }: DraftOptions<T, R>) {
  const [kept] = useState(() => readDraft<T>(name));
  const key = useRef(kept?.key ?? newKey());
  const [values, setValues] = useState<T>(() => ({ ...initial, ...kept?.values }));
  const [state, setState] = useState<DraftState>(kept ? 'draft' : 'clean');
  const [problem, setProblem] = useState<Problem>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  useLeaveWarning(state === 'sending');

  const set = useCallback(
    <K extends keyof T>(field: K, value: T[K]) => {
      setValues((before) => {
        const after = { ...before, [field]: value };
        if (name) localStorage.setItem(prefix + name, JSON.stringify({ values: after, key: key.current }));
        return after;
      });
      setState('draft');
      setErrors(({ [field as string]: _gone, ...others }) => others);
    },
    [name],
  );

  const forget = () => {
    if (name) localStorage.removeItem(prefix + name);
    key.current = newKey();
    setValues(initial);
    setErrors({});
    setProblem(undefined);
    setState('clean');
  };

  const refuse = (error: unknown) => {
    const refusal = error instanceof Problem ? error : new Problem(500);
    setProblem(refusal);
    setErrors(refusal.byField());
    setState(refusal.status === offline ? 'offline' : 'draft');
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (state === 'sending') return;
    setState('sending');
    setProblem(undefined);
    try {
      const result = await send(values, key.current);
      forget();
      done?.(result);
    } catch (error) {
      refuse(error);
    }
  };

  return {
    values,
    set,
    errors,
    problem,
    state,
    restored: kept !== undefined && state !== 'clean',
    forget,
    /** Goes on the form element: it sends, and an Enter that ends a composition does not. */
    formProps: {
      ref: form,
      noValidate: true,
      onSubmit: submit,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault();
      },
    },
  };
}

/** What useDraft gives. */
export type Draft<T extends object, R = unknown> = ReturnType<typeof useDraft<T, R>>;

/** Binds a text field of a draft to an input. */
export function bind<T extends object, R>(draft: Draft<T, R>, field: keyof T & string) {
  return {
    name: field,
    value: String(draft.values[field] ?? ''),
    error: draft.errors[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      draft.set(field, event.currentTarget.value as T[typeof field]),
  };
}
