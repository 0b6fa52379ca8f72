import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keyListener } from './keyboard';

const acts = { 'g p': vi.fn(), n: vi.fn(), '?': vi.fn(), 'mod+k': vi.fn(), p: vi.fn() };
let listen = keyListener(() => acts);

function press(key: string, at: Element = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more });
  Object.defineProperty(event, 'target', { value: at });
  listen(event);
  return event;
}

beforeEach(() => {
  vi.clearAllMocks();
  listen = keyListener(() => acts);
  document.body.innerHTML = '';
});

describe('keys', () => {
  test('a letter acts, and the browser does nothing else with it', () => {
    expect(press('N').defaultPrevented).toBe(true);
    expect(acts.n).toHaveBeenCalledOnce();
  });

  test('two letters in a row are a sequence, too slow they are not', () => {
    press('g');
    press('p');
    expect(acts['g p']).toHaveBeenCalledOnce();
    vi.useFakeTimers();
    press('g');
    vi.setSystemTime(Date.now() + 2000);
    press('p');
    vi.useRealTimers();
    expect(acts['g p']).toHaveBeenCalledOnce();
    expect(acts.p).toHaveBeenCalledOnce();
  });

  test.each(['INPUT', 'TEXTAREA', 'SELECT'])('letters rest while somebody types in %s', (tag) => {
    press('n', document.createElement(tag));
    expect(acts.n).not.toHaveBeenCalled();
  });

  test('letters rest while an input method composes and while a dialog is open', () => {
    press('n', document.body, { isComposing: true });
    document.body.innerHTML = '<div role="dialog"></div>';
    press('n');
    expect(acts.n).not.toHaveBeenCalled();
  });

  test('Ctrl K works in a field too, Ctrl N is left to the browser', () => {
    press('k', document.createElement('input'), { ctrlKey: true });
    press('n', document.body, { ctrlKey: true });
    expect(acts['mod+k']).toHaveBeenCalledOnce();
    expect(acts.n).not.toHaveBeenCalled();
  });
});
