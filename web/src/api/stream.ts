// One event stream per browser. The tab that holds the lock listens to the server and tells the other tabs; when it is
// closed another tab gets the lock. Every tab only hears of changes, it fetches what it shows by itself.
import type { QueryClient } from '@tanstack/react-query';
import { type Change, touched } from './keys';

const lockName = 'sente.stream';
const gatherFor = 150;

/** What the stream needs from the browser; tests give their own. */
export interface Line {
  locks: Pick<LockManager, 'request'>;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;
  open(): EventSource;
}

type Message = { change: Change } | { again: true };

function browserLine(): Line | undefined {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return undefined;
  return {
    locks: navigator.locks,
    channel: new BroadcastChannel(lockName),
    open: () => new EventSource('/api/stream', { withCredentials: true }),
  };
}

/** Makes stale what changes name, gathered for a moment so that a bulk act fetches once. */
export function gather(client: QueryClient): (message: Message) => void {
  let waiting: Change[] = [];
  let all = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (all) void client.invalidateQueries();
    else {
      const stale = new Map(waiting.flatMap(touched).map((key) => [JSON.stringify(key), key]));
      for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
    }
    waiting = [];
    all = false;
  };
  return (message) => {
    if ('change' in message) waiting.push(message.change);
    else all = true;
    if (timer === undefined) timer = setTimeout(flush, gatherFor);
  };
}

function lead(line: Line, tell: (message: Message) => void, stopped: AbortSignal): Promise<void> {
  const source = line.open();
  let greeted = false;
  source.addEventListener('hello', () => {
    if (greeted) tell({ again: true });
    greeted = true;
  });
  source.addEventListener('change', (event) => {
    tell({ change: JSON.parse((event as MessageEvent<string>).data) as Change });
  });
  return new Promise((done) => {
    stopped.addEventListener('abort', () => {
      source.close();
      done();
    });
  });
}

/** Follows the server's changes until the returned function is called. Without Web Locks nothing is followed. */
export function follow(client: QueryClient, line: Line | undefined = browserLine()): () => void {
  if (!line) return () => {};
  const stop = new AbortController();
  const take = gather(client);
  line.channel.addEventListener('message', (event) => take((event as MessageEvent<Message>).data));
  const tell = (message: Message) => {
    line.channel.postMessage(message);
    take(message);
  };
  void line.locks
    .request(lockName, { signal: stop.signal }, () => lead(line, tell, stop.signal))
    .catch(() => undefined)
    .finally(() => line.channel.close());
  return () => stop.abort();
}
