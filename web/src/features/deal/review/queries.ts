// What the screens of deal reviews read from the server, and do.
import { useQuery } from '@tanstack/react-query';
import { api, data, once } from '@/api/client';
import type { components } from '@/api/schema';
import { dealKeys } from '../keys';
import type { Challenge, Review } from './types';

type Schemas = components['schemas'];

/** The reviews of a deal, the latest first. */
export function useReviews(deal: string) {
  return useQuery({
    queryKey: dealKeys.reviews(deal),
    queryFn: ({ signal }) => data(api.GET('/api/deals/{id}/reviews', { params: { path: { id: deal } }, signal })),
  });
}

/** One review; for a room, without all that tells of hidden coaches. */
export function useReview(deal: string, id: string | undefined, room: boolean) {
  return useQuery({
    queryKey: dealKeys.review(deal, id ?? '', room),
    enabled: id !== undefined,
    queryFn: ({ signal }) =>
      data(
        api.GET('/api/reviews/{id}', { params: { path: { id: id ?? '' }, query: { room } }, signal }),
      ) as Promise<Review>,
  });
}

const on = (id: string, key?: string) => ({ params: { path: { id } }, headers: once(key) });

/** Opens a review of a deal. */
export function openReview(deal: string) {
  return data(api.POST('/api/deals/{id}/reviews', on(deal)));
}

/** Voices a doubt. */
export function challenge(review: string, body: Schemas['NewChallenge'], key: string) {
  return data(api.POST('/api/reviews/{id}/challenges', { ...on(review, key), body }));
}

/** Answers a challenge. */
export function answer({ id }: Challenge, text: string, key: string) {
  return data(api.POST('/api/challenges/{id}/answer', { ...on(id, key), body: { text } }));
}

/** Takes a challenge of one's own back. */
export function withdraw({ id }: Challenge) {
  return data(api.POST('/api/challenges/{id}/withdraw', on(id)));
}

/** Gives somebody something to do until a day. */
export function addAct(review: string, body: Schemas['ReviewTask'], key: string) {
  return data(api.POST('/api/reviews/{id}/tasks', { ...on(review, key), body }));
}

/** Ends a review with its decision. */
export function decide(review: string, body: Schemas['ReviewVerdict'], key: string) {
  return data(api.POST('/api/reviews/{id}/decision', { ...on(review, key), body }));
}
