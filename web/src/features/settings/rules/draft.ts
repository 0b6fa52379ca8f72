// The rules as somebody is about to set them: what differs from the method, rule by rule. Pure; the server decides.
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type RuleBook = Schemas['RuleBook'];
export type RuleRow = Schemas['RuleRow'];
export type RuleLimit = Schemas['RuleLimit'];
export type Change = Schemas['Change'];
export type Version = Schemas['Book'];

/** The changes by the id of their rule. */
export type Draft = Record<string, Change>;

/** The draft that a version says. */
export function draftOf(changes: Change[]): Draft {
  return Object.fromEntries(changes.map((change) => [change.rule, change]));
}

/** The changes of a draft as the server takes them. */
export function changesOf(draft: Draft): Change[] {
  return Object.values(draft);
}

/** The severities of a rule, as they would be. */
export function levelsOf(rule: RuleRow, draft: Draft): string[] {
  return draft[rule.id]?.levels ?? rule.levels;
}

/** A threshold of a rule, as it would be. */
export function limitOf(rule: RuleRow, limit: RuleLimit, draft: Draft): number {
  return draft[rule.id]?.limits?.[limit.name] ?? limit.value;
}

/** Whether a threshold may be a value. */
export function allows(limit: RuleLimit, value: number): boolean {
  return value >= limit.min && value <= limit.max && (!limit.whole || Number.isInteger(value));
}

/** The draft with a rule set otherwise; what is as in the method is left out. */
export function set(draft: Draft, rule: RuleRow, change: Omit<Change, 'rule'>): Draft {
  const next = tidy(rule, { ...draft[rule.id], ...change, rule: rule.id });
  const { [rule.id]: _, ...rest } = draft;
  return next ? { ...rest, [rule.id]: next } : rest;
}

/** The draft with one threshold set otherwise. */
export function setLimit(draft: Draft, rule: RuleRow, name: string, value: number): Draft {
  return set(draft, rule, { limits: { ...draft[rule.id]?.limits, [name]: value } });
}

/** The draft with a rule as the method has it. */
export function reset(draft: Draft, rule: string): Draft {
  const { [rule]: _, ...rest } = draft;
  return rest;
}

function tidy(rule: RuleRow, { off, levels, limits }: Change): Change | undefined {
  const out: Change = { rule: rule.id };
  if (off) out.off = true;
  if (levels && !levels.every((level, at) => level === rule.levels[at])) out.levels = levels;
  const moved = rule.limits.filter(({ name, value }) => limits?.[name] !== undefined && limits[name] !== value);
  if (moved.length > 0) out.limits = Object.fromEntries(moved.map(({ name }) => [name, limits?.[name] as number]));
  return Object.keys(out).length > 1 ? out : undefined;
}

/** The ids of the rules that two drafts set differently. */
export function differing(one: Draft, other: Draft): string[] {
  const said = (draft: Draft, id: string) => {
    const { off = false, levels = [], limits = {} } = draft[id] ?? { rule: id };
    return JSON.stringify([off, levels, Object.entries(limits).sort()]);
  };
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((id) => said(one, id) !== said(other, id));
}
