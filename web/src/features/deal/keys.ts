// Names of what the query cache holds of one deal; a change of the deal makes all of it stale.
import { keys } from '@/api/keys';

export const dealKeys = {
  sheet: keys.sheet,
  all: keys.deal,
  mode: (gap: (number | undefined)[]) => ['mode', ...gap] as const,
  past: (id: string, at: string) => [...keys.sheet(id), at] as const,
  history: (id: string) => [...keys.deal(id), 'history'] as const,
  comparison: (id: string, from: string, to: string) => [...keys.deal(id), 'compare', from, to] as const,
  objective: (id: string) => [...keys.deal(id), 'objective'] as const,
  timeline: (id: string) => [...keys.deal(id), 'timeline'] as const,
  questions: (id: string) => [...keys.deal(id), 'questions'] as const,
  reviews: (id: string) => [...keys.deal(id), 'reviews'] as const,
  review: (id: string, review: string, room: boolean) => [...keys.deal(id), 'reviews', review, room] as const,
  since: (id: string) => [...keys.deal(id), 'since'] as const,
  tasks: (id: string) => [...keys.deal(id), 'tasks'] as const,
  tactics: (id: string) => [...keys.deal(id), 'tactics'] as const,
  notes: (id: string) => [...keys.deal(id), 'notes'] as const,
  observations: (id: string, influence: string) => [...keys.deal(id), 'observations', influence] as const,
};
