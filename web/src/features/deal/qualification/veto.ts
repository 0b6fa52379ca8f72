// The arithmetic of the qualification card that the page needs before the server has answered.
import type { Item } from '../types';

/** The most veto items that a deal may have. */
export const maxVeto = 2;

/** The score that passes, of 20. */
export const passLine = 12;

/** The top of the score. */
export const topScore = 20;

/** The veto items after one was tapped; at the limit a further one is not taken. */
export function toggleVeto(veto: Item[], item: Item): Item[] {
  if (veto.includes(item)) return veto.filter((other) => other !== item);
  return veto.length < maxVeto ? [...veto, item] : veto;
}
