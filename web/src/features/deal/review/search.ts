// What the addresses of a review and of its meeting room say besides the deal.

/** The part of the address of the reviews after the question mark. */
export interface ReviewSearch {
  /** The review that is shown; absent: the latest. */
  r?: string;
}

/** The part of the address of the meeting room after the question mark. */
export interface RoomSearch {
  /** The item that is shown: q1 to q9, last, rest, or end; absent: the beginning. */
  at?: string;
}

/** Takes what the page of the reviews knows out of an address and drops the rest. */
export function cleanReviewSearch({ r }: Record<string, unknown>): ReviewSearch {
  return typeof r === 'string' && /^\d+$/.test(r) ? { r } : {};
}

/** Takes what the meeting room knows out of an address and drops the rest. */
export function cleanRoomSearch({ at }: Record<string, unknown>): RoomSearch {
  return typeof at === 'string' && /^(q[1-9]|last|rest|end)$/.test(at) ? { at } : {};
}
