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

async function run(name, test) {
  const began = Date.now();
  try {
    await test();
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
  await set?.close();
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
  await looked?.close();
  await closeBrowser();
}
say(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
