import '@testing-library/jest-dom/vitest';
import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { changeLang, startTexts } from '@/i18n';

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= Observer as unknown as typeof ResizeObserver;

// happy-dom lays nothing out: every element is as large as a screen, so that virtual lists draw rows.
const sizes = { offsetHeight: 800, offsetWidth: 1400, clientHeight: 800, clientWidth: 1400 };
for (const [name, size] of Object.entries(sizes)) {
  let owner: object = document.createElement('div');
  while (!Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner) as object;
  Object.defineProperty(owner, name, { configurable: true, get: () => size });
}
// A text area that grows asks when fonts are loaded.
if (!document.fonts) Object.defineProperty(document, 'fonts', { value: new EventTarget() });
Element.prototype.scrollIntoView ??= () => {};

// Without style sheets nothing scrolls; the library for dragging warns of each column, with all that an element holds.
const { warn } = console;
console.warn = (...said: unknown[]) => {
  if (!String(said[0]).startsWith('Auto scrolling has been attached')) warn(...said);
};

// Screens are loaded when they are first opened, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

beforeAll(async () => {
  await startTexts('zh');
});

afterEach(async () => {
  notifications.clean();
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
  await changeLang('zh');
});
