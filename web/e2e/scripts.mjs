// Plants payloads in every field of free text that the API document shows, and looks at pages for what they did.
import { readFileSync } from 'node:fs';
import { payloads } from './payloads.mjs';

const document = JSON.parse(readFileSync(new URL('../../api/openapi.json', import.meta.url), 'utf8'));
const most = 600;

/** A planter of payloads: each field gets the next ones, as many as fit. */
export function planter() {
  const planted = [];
  let at = 0;
  const text = (name, limit = 100, fits = () => true) => {
    const some = [];
    for (let i = 0, room = Math.min(limit, most); i < payloads.length; i++, at++) {
      const next = payloads[at % payloads.length];
      if (next.length > room || !fits(next)) {
        if (some.length > 0) break;
        continue;
      }
      some.push(next);
      room -= next.length + 1;
    }
    planted.push({ name, value: some.join(' ') });
    return some.join(' ');
  };
  /** The body of a request: what is given, and payloads in every other field of free text. */
  const body = (method, path, given = {}) => {
    const out = { ...given };
    for (const [field, { limit, list }] of Object.entries(freeTexts(method, path))) {
      if (field in given) continue;
      const value = text(`${path} ${field}`, limit);
      out[field] = list ? [value] : value;
    }
    return out;
  };
  return { text, body, planted };
}

const resolve = (schema) =>
  schema.$ref ? resolve(document.components.schemas[schema.$ref.split('/').at(-1)]) : schema;
const takes = (schema, type) => [schema.type].flat().includes(type);

function isText(schema) {
  return takes(schema, 'string') && !schema.enum && !schema.pattern && !schema.format;
}

/** The fields of free text in a request: how long each may be, and whether it is a list of them. */
export function freeTexts(method, path) {
  const content = document.paths[path][method.toLowerCase()].requestBody?.content ?? {};
  const schema = resolve(content['application/json']?.schema ?? content['application/merge-patch+json']?.schema ?? {});
  const out = {};
  for (const [field, raw] of Object.entries(schema.properties ?? {})) {
    const known = resolve(raw);
    const items = takes(known, 'array') && resolve(known.items);
    if (isText(known)) out[field] = { limit: known.maxLength, list: false };
    else if (items && isText(items)) out[field] = { limit: items.maxLength ?? 50, list: true };
  }
  return out;
}

/** Every field of free text that a route of the API takes, as "METHOD path field". */
export function allFreeTexts() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) =>
      Object.keys(freeTexts(method, path)).map((field) => `${method.toUpperCase()} ${path} ${field}`),
    ),
  );
}

/** What payloads did to a page, as lines, and all that can be read on it. */
export async function inspect(page) {
  return page.evaluate(() => {
    const out = [];
    if (window.__xss) out.push('a payload ran');
    const name = (el) => el.outerHTML.slice(0, 120);
    for (const el of document.querySelectorAll('[data-x],iframe,object,embed,base,meta[http-equiv]'))
      out.push(`made by a payload: ${name(el)}`);
    for (const el of document.querySelectorAll('*'))
      for (const { name: key, value } of el.attributes) {
        if (/^on/.test(key)) out.push(`a handler: ${name(el)}`);
        if (
          /^(href|src|action|formaction|xlink:href|data)$/.test(key) &&
          /^\s*(javascript|data:text|vbscript)/i.test(value)
        )
          out.push(`a link that runs: ${name(el)}`);
      }
    const texts = [document.title, document.body.textContent];
    for (const el of document.querySelectorAll('input,textarea')) texts.push(el.value);
    for (const el of document.querySelectorAll('[title],[aria-label]')) texts.push(el.title, el.ariaLabel ?? '');
    return { faults: out, read: texts.join('\n').replaceAll(/\s+/g, ' ') };
  });
}
