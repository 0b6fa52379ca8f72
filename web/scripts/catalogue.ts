import type { Plugin } from 'vite';

const file = /[\\/]internal[\\/]text[\\/](zh|en)\.json(\?refusals)?$/;
const serverOnly = 'fault.';

/**
 * Leaves out of the catalogue what only the server says: refusals arrive with their text. With ?refusals the catalogue is
 * these alone.
 */
export function catalogue(): Plugin {
  return {
    name: 'catalogue',
    enforce: 'pre',
    transform(code, id) {
      const found = file.exec(id);
      if (!found) return null;
      const refusals = found[2] !== undefined;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>);
      const kept = JSON.stringify(Object.fromEntries(texts.filter(([key]) => key.startsWith(serverOnly) === refusals)));
      return refusals ? `export default ${kept}` : kept;
    },
  };
}
