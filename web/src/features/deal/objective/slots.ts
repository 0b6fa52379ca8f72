// The single sales objective as one sentence with five slots, cut into words and slots.

/** The slots of the objective, in the order of the server. */
export const slots = ['when', 'quantity', 'what', 'who', 'revenue'] as const;

/** One slot of the objective. */
export type Slot = (typeof slots)[number];

/** A piece of the sentence: plain words, or a slot. */
export type Piece = { words: string } | { slot: Slot };

const edge = '\u0001';

/** The parameters that make a text keep its slots recognisable. */
export const slotParams = Object.fromEntries(slots.map((slot) => [slot, edge + slot + edge]));

/** Cuts a sentence that was made with slotParams. */
export function cut(sentence: string): Piece[] {
  return sentence
    .split(edge)
    .filter((part) => part !== '')
    .map((part) => {
      const slot = slots.find((name) => name === part);
      return slot ? { slot } : { words: part };
    });
}
