// A server for tests: answers by method and path, and remembers what it was asked.
import { vi } from 'vitest';

/** One request as the fake server saw it. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = unknown | Response | ((asked: Asked) => unknown | Response | Promise<unknown | Response>);

/** An answer that refuses, as a problem document. */
export function refusal(status: number, code: string, more: object = {}): Response {
  return new Response(JSON.stringify({ status, code, kind: code, title: code, detail: `detail of ${code}`, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** The line is down. */
export function lineDown(): never {
  throw new TypeError('fetch failed');
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value ?? null), { headers: { 'content-type': 'application/json' } });
}

/** Starts the fake server; routes are written "GET /api/deals" and a path may hold * for one part. */
export function fakeServer(routes: Record<string, Answer>) {
  const asked: Asked[] = [];
  const table = Object.entries(routes).map(([route, answer]) => ({
    match: new RegExp(`^${route.replaceAll('*', '[^/]+')}$`),
    answer,
  }));
  const fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = await request.text();
    const seen: Asked = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: request.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text || undefined,
    };
    asked.push(seen);
    const route = table.find(({ match }) => match.test(`${seen.method} ${seen.path}`));
    if (!route) return refusal(404, 'not_found');
    const given = typeof route.answer === 'function' ? await route.answer(seen) : route.answer;
    return given instanceof Response ? given.clone() : json(given);
  });
  vi.stubGlobal('fetch', fetch);
  return {
    asked,
    /** The requests of one method and path, in their order. */
    of: (route: string) => asked.filter(({ method, path }) => `${method} ${path}` === route),
  };
}
