// What a move on the board means, without drawing anything.
import type { BoardGroup, Deal } from '@/api/types';
import { type Grouping, openStages } from '@/features/deals/search';

type Stage = (typeof openStages)[number];

/** What the server is asked when a card goes from one column to another; undefined when the move means nothing. */
export type Move =
  | { act: 'advance'; deal: Deal; from: string; to: string }
  | { act: 'back'; deal: Deal; from: string; to: Stage }
  | { act: 'owner'; deal: Deal; from: string; to: string };

/** Reads a move. Forward goes one gate at a time, so a later column means the next stage; grade and flags are computed. */
export function readMove(grouping: Grouping, deal: Deal, from: string, to: string): Move | undefined {
  if (from === to) return undefined;
  if (grouping === 'owner')
    return deal.may.includes('assign') && to !== 'none' ? { act: 'owner', deal, from, to } : undefined;
  if (grouping !== 'stage' || !deal.may.includes('move')) return undefined;
  const stages: readonly string[] = openStages;
  const [start, end] = [stages.indexOf(from), stages.indexOf(to)];
  const stage = openStages[end];
  if (start < 0 || !stage) return undefined;
  if (end < start) return { act: 'back', deal, from, to: stage };
  return { act: 'advance', deal, from, to: openStages[start + 1] ?? to };
}

/** Tells whether a card can be moved at all under a grouping. */
export function movable(grouping: Grouping, deal: Deal): boolean {
  if (grouping === 'stage') return deal.may.includes('move');
  return grouping === 'owner' && deal.may.includes('assign');
}

/** The groups with a card put on top of another column; totals stay as the server gave them until it answers. */
export function placeCard(groups: BoardGroup[], id: string, to: string): BoardGroup[] {
  const card = groups.flatMap((group) => group.items).find((deal) => deal.id === id);
  if (!card) return groups;
  return groups.map((group) => {
    const had = group.items.some((deal) => deal.id === id);
    if (group.key === to && !had) return { ...group, count: group.count + 1, items: [card, ...group.items] };
    if (group.key !== to && had) {
      return { ...group, count: group.count - 1, items: group.items.filter((deal) => deal.id !== id) };
    }
    return group;
  });
}

/** The column a step to the side leads to. */
export function neighbour(groups: BoardGroup[], from: string, step: -1 | 1): string | undefined {
  const at = groups.findIndex((group) => group.key === from);
  return at < 0 ? undefined : groups[at + step]?.key;
}

/** The criteria a refused gate names, as S2.X1. */
export function unmetCriteria(params: Record<string, unknown>, stage: string): string[] {
  const unmet = Array.isArray(params.unmet) ? params.unmet : [];
  return unmet
    .filter((code): code is string => typeof code === 'string')
    .map((code) => (code.includes('.') ? code : `${stage}.${code}`));
}
