// Weighs the built client: what the frame and each screen load, in gzipped kB, without the texts, which are data of one
// language. Fails when something is over its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// Texts are all that the screens of one language say; they are fetched once and kept.
const budgets = { shell: 175, screen: 240, css: 40, texts: 72 };
const folder = new URL('../dist/', import.meta.url);
const assets = readdirSync(new URL('assets/', folder));
const weights = new Map();

function weight(name) {
  if (!weights.has(name))
    weights.set(name, gzipSync(readFileSync(new URL(`assets/${name}`, folder)), { level: 9 }).length);
  return weights.get(name);
}

function closure(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const code = readFileSync(new URL(`assets/${name}`, folder), 'utf8');
    closure(
      [...code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, next]) => next),
      found,
    );
  }
  return found;
}

const kB = (names) => [...names].reduce((sum, name) => sum + weight(name), 0) / 1000;
const entries = [...readFileSync(new URL('index.html', folder), 'utf8').matchAll(/assets\/([^"']+\.js)/g)].map(
  ([, name]) => name,
);
const shell = closure([...entries]);
const rows = [['shell', kB(shell), budgets.shell]];
for (const page of assets.filter((name) => /Page-[^/]*\.js$/.test(name))) {
  rows.push([page.replace(/-[\w-]{8}\.js$/, ''), kB(closure([page], new Set(shell))), budgets.screen]);
}
rows.push(['texts of one language', kB(assets.filter((name) => /^zh-.*\.js$/.test(name))), budgets.texts]);
const css = assets.filter((name) => /^index-.*\.css$/.test(name));
rows.push(['css of the shell', kB(css), budgets.css]);

let over = 0;
for (const [name, size, budget] of rows) {
  const bad = size > budget;
  if (bad) over++;
  process.stdout.write(`${bad ? 'OVER' : 'ok  '} ${size.toFixed(1).padStart(6)} of ${budget} kB  ${name}\n`);
}
process.exit(over === 0 ? 0 : 1);
