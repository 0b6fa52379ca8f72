// What the server sends about the reviews of a deal.
import type { components } from '@/api/schema';
import type { Flag, Question } from '../types';

type Schemas = components['schemas'];

export type ReviewRow = Schemas['ReviewRow'];
export type ReviewList = Schemas['ReviewList'];
export type Challenge = Schemas['ChallengeRow'];
export type Reason = Schemas['Reason'];
export type Decision = Schemas['ReviewVerdict']['decision'];
export type Point = Omit<Schemas['ReviewItem'], 'question'> & { question?: Question };
export type Review = Omit<Schemas['ReviewSheet'], 'agenda' | 'flags'> & { agenda: Point[]; flags: Flag[] };

/** The decisions in their order. */
export const decisions = ['advance', 'hold', 'lower', 'give_up'] as const;

/** The name of an item of the agenda in an address. */
export function keyOf({ topic, question }: Pick<Point, 'topic' | 'question'>): string {
  return question ? `q${question.number}` : topic;
}
