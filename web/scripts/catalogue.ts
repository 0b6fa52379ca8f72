import type { Plugin } from 'vite';

const file = /[\\/]internal[\\/]text[\\/](zh|en)\.json$/;
const serverOnly = 'fault.';

/** Leaves out of the catalogue what only the server says: refusals arrive with their text. */
export function catalogue(): Plugin {
  return {
    name: 'catalogue',
    enforce: 'pre',
    transform(code, id) {
      if (!file.test(id)) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>);
      return JSON.stringify(Object.fromEntries(texts.filter(([key]) => !key.startsWith(serverOnly))));
    },
  };
}
