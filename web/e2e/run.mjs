// Runs the journeys and the look at every screen against the real binary, prints what failed, and ends with totals.
//   node e2e/run.mjs             all
//   node e2e/run.mjs journeys    the journeys only; with a further word, the file that begins with it
//   node e2e/run.mjs screens     the screens only; with a further word, those whose name begins with it
import { readdirSync } from 'node:fs';
import { byThree, closeBrowser } from './house.mjs';

const here = new URL('.', import.meta.url);
const only = process.argv[2];
const wanted = process.argv[3] ?? '';
const say = (line) => process.stdout.write(`${line}\n`);
let passed = 0;
const failed = [];

const longest = 240_000; // ms of one journey or screen; the longest takes a fifth of it
const enough = 12; // failures, after which the rest would only repeat what is known

/** What a promise gives, or an error when it takes too long: a page that hangs answers nobody. */
function within(ms, promise) {
  let late;
  const limit = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(late));
}

async function run(name, test) {
  if (failed.length >= enough) return;
  const began = Date.now();
  try {
    await within(longest, test());
    passed++;
    say(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed.push(name);
    say(`FAIL  ${name}\n${error.stack ?? error}`);
  }
}

/** Plays the journeys of a file in a language, on one stage when the file has one. */
async function play(file, { journeys, stage, without }, lang) {
  if (without) return say(`skip  ${file} (${lang}): ${without}`);
  let set;
  if (stage)
    await run(`stage of ${file} (${lang})`, async () => {
      set = await stage(lang);
    });
  if (stage && !set) return;
  for (const [name, journey] of Object.entries(journeys)) await run(`${name} (${lang})`, () => journey(lang, set));
  if (set) await within(60_000, set.close()).catch((error) => say(`stage of ${file} (${lang}): ${error.message}`));
}

const tasks = [];
let looked;
if (only !== 'journeys') {
  const { screens } = await import(new URL('screens.mjs', here));
  looked = await screens(run, wanted);
  tasks.push(...looked.tasks); // the longest first
}
if (only !== 'screens') {
  for (const file of readdirSync(new URL('journeys/', here)).sort()) {
    if (!file.startsWith(wanted)) continue;
    const acts = await import(new URL(`journeys/${file}`, here));
    for (const lang of acts.langs ?? ['zh', 'en']) tasks.push(() => play(file, acts, lang));
  }
}
try {
  await byThree(tasks);
} finally {
  await within(60_000, Promise.all([looked?.close(), closeBrowser()])).catch((error) =>
    say(`at the end: ${error.message}`),
  );
}
if (failed.length >= enough) say(`After ${enough} failures the rest was not run.`);
say(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
