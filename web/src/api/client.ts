// The one way to the server: typed calls, refusals as Problem, versions and idempotency keys as headers.
import createClient, { type Middleware } from 'openapi-fetch';
import { offline, Problem, readProblem } from './problem';
import type { paths } from './schema';

const refusals: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new Problem(offline);
  },
};

/** The typed client; its calls throw a Problem instead of giving an error back. */
export const api = createClient<paths>({
  fetch: (request) => globalThis.fetch(request),
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  credentials: 'same-origin',
});
api.use(refusals);

/** Takes the data of an answer; an answer without a body gives undefined. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** The header that ties a change to the version it was made on. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/** The header that lets a creation be sent again without creating twice; keep the key for as long as the form is open. */
export function once(key: string = newKey()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

/** A new idempotency key. */
export function newKey(): string {
  return crypto.randomUUID();
}
