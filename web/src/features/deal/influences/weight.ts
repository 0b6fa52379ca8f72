// The order in which people are listed.
import type { Influence } from '../types';

const rank = { H: 0, M: 1, L: 2 };

/** The people by weight: influence first, then support from the worst. */
export function byWeight(people: Influence[]): Influence[] {
  return people.toSorted(
    (a, b) => (rank[a.influence ?? 'M'] ?? 1) - (rank[b.influence ?? 'M'] ?? 1) || (a.support ?? 0) - (b.support ?? 0),
  );
}
