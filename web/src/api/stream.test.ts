import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keys, touched } from './keys';
import { follow, type Line } from './stream';

class FakeSource extends EventTarget {
  closed = false;
  close() {
    this.closed = true;
  }
  tell(type: string, value: object = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(value) }));
  }
}

/** A browser: one lock and one channel for all of its tabs. */
function browser() {
  const sources: FakeSource[] = [];
  const channels: EventTarget[] = [];
  let queue = Promise.resolve();
  const request = (_name: string, options: LockOptions, work: () => Promise<void>) => {
    const mine = queue.then(() => (options.signal?.aborted ? undefined : work()));
    queue = mine.catch(() => undefined) as Promise<void>;
    return mine;
  };
  const tab = (): Line => {
    const channel = new EventTarget();
    channels.push(channel);
    return {
      locks: { request } as Line['locks'],
      channel: Object.assign(channel, {
        postMessage: (message: unknown) => {
          for (const other of channels) {
            if (other !== channel) other.dispatchEvent(new MessageEvent('message', { data: message }));
          }
        },
        close: () => channels.splice(channels.indexOf(channel), 1),
      }) as unknown as Line['channel'],
      open: () => {
        const source = new FakeSource();
        sources.push(source);
        return source as unknown as EventSource;
      },
    };
  };
  return { sources, tab };
}

function watched() {
  const client = new QueryClient();
  const stale: string[] = [];
  vi.spyOn(client, 'invalidateQueries').mockImplementation(async (filter) => {
    stale.push(JSON.stringify(filter?.queryKey ?? 'all'));
  });
  return { client, stale };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the stream of a browser with eight tabs', () => {
  test('is one connection, and every tab hears of a change', async () => {
    const { sources, tab } = browser();
    const tabs = Array.from({ length: 8 }, watched);
    for (const { client } of tabs) follow(client, tab());
    await vi.advanceTimersByTimeAsync(0);
    expect(sources).toHaveLength(1);
    sources[0]?.tell('change', { kind: 'deal', id: '5' });
    await vi.advanceTimersByTimeAsync(200);
    for (const { stale } of tabs) expect(stale).toContain(JSON.stringify(keys.deal('5')));
  });

  test('is taken over by another tab when the first is closed', async () => {
    const { sources, tab } = browser();
    const [first, second] = [watched(), watched()];
    const stop = follow(first.client, tab());
    follow(second.client, tab());
    await vi.advanceTimersByTimeAsync(0);
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(sources.map((source) => source.closed)).toEqual([true, false]);
    sources[1]?.tell('change', { kind: 'tag', id: '1' });
    await vi.advanceTimersByTimeAsync(200);
    expect(second.stale).toEqual([JSON.stringify(keys.tags)]);
    expect(first.stale).toEqual([]);
  });

  test('gathers a bulk act into one round, and fetches all after a lost connection came back', async () => {
    const { sources, tab } = browser();
    const { client, stale } = watched();
    follow(client, tab());
    await vi.advanceTimersByTimeAsync(0);
    const [source] = sources;
    source?.tell('hello');
    for (let id = 0; id < 30; id++) source?.tell('change', { kind: 'tag', id: String(id) });
    await vi.advanceTimersByTimeAsync(200);
    expect(stale).toEqual([JSON.stringify(keys.tags)]);
    source?.tell('hello');
    await vi.advanceTimersByTimeAsync(200);
    expect(stale.at(-1)).toBe('"all"');
  });
});

test('a change of an influence makes its deal, the lists and the board stale', () => {
  const stale = touched({ kind: 'influence', id: '9', deal_id: '5' }).map((key) => key.join('/'));
  expect(stale).toEqual(expect.arrayContaining(['deal/one/5', 'deal/list', 'deal/board']));
});
