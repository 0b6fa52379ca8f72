// The steps of the wizard, and which of them an import is at.
import type { State } from './types';

export const steps = ['file', 'map', 'check', 'report'] as const;
export type Step = (typeof steps)[number];

/** The step that belongs to the state of an import. */
export function stepOf(state: State): Step {
  if (state === 'detected') return 'file';
  if (state === 'checking' || state === 'checked') return 'check';
  return 'report';
}

/** The steps that can be opened in a state: what was not done yet stays closed, what ran is not mapped again. */
export function openSteps(state: State): Step[] {
  if (state === 'detected') return ['file', 'map'];
  if (state === 'checked') return ['file', 'map', 'check'];
  if (state === 'checking') return ['check'];
  if (state === 'undone' || state === 'failed') return ['file', 'map', 'report'];
  return ['report'];
}

/** The address of an import: the step that is open, when it is not the one of its state. */
export interface ImportSearch {
  step?: Step;
}

/** Takes the step out of an address and drops the rest. */
export function cleanImportSearch(search: Record<string, unknown>): ImportSearch {
  const step = steps.find((name) => name === search.step);
  return step ? { step } : {};
}
