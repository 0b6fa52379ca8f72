// A real server and real browsers for the journeys: starts the binary on an empty folder, opens Chromium, collects what
// must never happen (errors on the console, CSP reports, answers of 5xx) and looks at each page with axe.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Starts `sente` with a command; answers when it says where it is. */
async function start(args, dir) {
  const child = spawn(join(root, 'bin/sente'), [...args, '--data', join(dir, 'data')]);
  let said = '';
  let logged = '';
  child.stderr.on('data', (b) => {
    logged += b;
  });
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server does not start: ${said}${logged}`)), 120_000);
    child.stdout.on('data', (b) => {
      said += b;
      const found = /(https?:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}${logged}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit');
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.on('exit', resolve);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
    });
  return { url, said: () => said, logged: () => logged, stop };
}

let browser;

// One Chromium for all houses: people are contexts of their own.
function theBrowser() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

/** Does tasks, three at a time: pages wait for answers and for stillness more than they work. */
export async function byThree(tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    while (waiting.length > 0) await waiting.shift()();
  };
  await Promise.all([worker(), worker(), worker()]);
}

/** Closes Chromium at the end of all. */
export async function closeBrowser() {
  await (await browser)?.close();
}

/** A house for one run: server, browser, and the list of what went wrong. */
export async function openHouse(command = ['serve', '--listen', '127.0.0.1:0']) {
  const dir = mkdtempSync(join(tmpdir(), 'sente-e2e-'));
  const server = await start(command, dir);
  const browser = await theBrowser();
  const wrong = [];
  const contexts = [];
  const house = {
    url: server.url,
    said: server.said,
    wrong,
    dir,
    /** Runs another command of the program beside the server; answers what it prints. */
    sente: (...args) =>
      execFileSync(join(root, 'bin/sente'), [...args, '--data', join(dir, 'data')], { encoding: 'utf8' }),
    secret: () => /^\s+([0-9a-f]{24})\s*$/m.exec(server.said())?.[1],
    /** A browser of its own: a person at a screen, who has seen the tour unless asked for. */
    async person({ lang = 'zh', width = 1440, height = 900, dark = false, tour = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        colorScheme: dark ? 'dark' : 'light',
        hasTouch: width < 600,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      if (!tour) await context.addInitScript(seen);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await watch(page, wrong);
      return { context, page };
    },
    async close() {
      for (const context of contexts) await context.close();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return house;
}

// The tour of the first log-in is over on this device; what else is preferred stays.
function seen() {
  if (!localStorage.getItem('sente.prefs')) localStorage.setItem('sente.prefs', JSON.stringify({ guide: 'done' }));
}

// What a page reports that must never happen.
async function watch(page, wrong) {
  page.on('console', (m) => {
    if (m.type() !== 'error' || /status of 4\d\d/.test(m.text())) return;
    wrong.push(`console at ${page.url()}: ${m.text()}`);
  });
  page.on('pageerror', (e) => wrong.push(`error at ${page.url()}: ${e.message}`));
  page.on('response', (r) => {
    if (r.status() >= 500) wrong.push(`${r.status()} for ${r.request().method()} ${r.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      reportError(new Error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
    });
  });
}

/** The faults that axe finds on a page, as lines. */
export async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      rules: { region: { enabled: false } },
      resultTypes: ['violations'],
    });
    return result.violations.flatMap((v) =>
      v.nodes
        .slice(0, 3)
        .map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
    );
  });
  return found;
}

/** A call of the API as the person of a page, for what a journey only needs as its stage. */
export async function api(page, method, path, body, headers = {}) {
  const answer = await page.evaluate(
    async ([method, path, body, headers]) => {
      const res = await fetch(path, {
        method,
        headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
        body: body ? JSON.stringify(body) : undefined,
      });
      const text = await res.text();
      return { status: res.status, body: text ? JSON.parse(text) : undefined };
    },
    [method, path, body, headers],
  );
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The texts of the catalogue in a language. */
export function texts(lang) {
  const all = JSON.parse(readFileSync(join(root, `internal/text/${lang}.json`), 'utf8'));
  return (key, params = {}) => {
    if (!(key in all)) throw new Error(`no text ${key}`);
    return all[key].replace(/\{(\w+)\}/g, (_, name) => params[name]);
  };
}
