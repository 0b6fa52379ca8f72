// What the facts of a page are, and how each of them is edited in its place.
import type { ReactNode } from 'react';

/** A change of a record: the members to change; null clears one. */
export type Patch = Record<string, unknown>;

/** How a fact is edited: the sort of its field. */
export type FactKind = 'text' | 'long' | 'number' | 'choice' | 'person' | 'account' | 'contact' | 'money' | 'tags';

/** One choice of a closed list. */
export interface Choice {
  value: string;
  label: string;
}

/** One fact of a record. */
export interface EditFact {
  /** The server's name of the field. */
  field: string;
  name: string;
  kind: FactKind;
  value: unknown;
  /** How it is shown; absent: the value as text. */
  shown?: ReactNode;
  choices?: Choice[];
  /** The account to which a contact must belong. */
  account?: string;
  /** Name of the chosen record, for the pickers. */
  chosenName?: string;
  maxLength?: number;
  required?: boolean;
  /** Takes the whole width of the list. */
  wide?: boolean;
  /** Cannot be changed here, though the other facts can. */
  fixed?: boolean;
}

/** The text in an editor as the value for the server; null when it is empty. */
export function asValue(kind: FactKind, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return null;
  if (kind !== 'number') return text;
  const digits = text.normalize('NFKC').replace(/[,，\s]/g, '');
  return /^-?\d+$/.test(digits) ? Number(digits) : text;
}

/** Tells whether two values are the same for the server. */
export function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
