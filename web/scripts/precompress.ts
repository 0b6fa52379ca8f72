import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const texts = /\.(js|css|svg|json|txt|webmanifest)$/;
const worthwhile = 1024;

/**
 * Writes a .gz file beside every text file of the build that is worth it, so that the server sends it as it is.
 * index.html is left out: the server writes a fresh nonce into it for every answer.
 */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!texts.test(file)) continue;
        const content = readFileSync(join(folder, file));
        if (content.length < worthwhile) continue;
        writeFileSync(join(folder, `${file}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}
