// Runs the journeys and the look at every screen against the real binary, prints what failed, and ends with totals.
//   node e2e/run.mjs             all
//   node e2e/run.mjs journeys    the journeys only
//   node e2e/run.mjs screens     the screens only
import { readdirSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const only = process.argv[2];
let passed = 0;
const failed = [];

async function run(name, test) {
  const began = Date.now();
  try {
    await test();
    passed++;
    console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed.push(name);
    console.log(`FAIL  ${name}\n${error.stack ?? error}`);
  }
}

if (only !== 'screens') {
  for (const file of readdirSync(new URL('journeys/', here)).sort()) {
    const { journeys } = await import(new URL(`journeys/${file}`, here));
    for (const [name, journey] of Object.entries(journeys))
      for (const lang of ['zh', 'en']) await run(`${name} (${lang})`, () => journey(lang));
  }
}
if (only !== 'journeys') {
  const { screens } = await import(new URL('screens.mjs', here));
  await screens(run);
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
