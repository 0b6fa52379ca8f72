import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { catalogue } from './scripts/catalogue.ts';
import { precompress } from './scripts/precompress.ts';

const chunks: [string, RegExp][] = [
  ['react', /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//],
  [
    'tanstack',
    /node_modules\/@tanstack\/(react-router|router-core|history|react-query|query-core|react-store|store)\//,
  ],
];

export default defineConfig({
  plugins: [catalogue(), react(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id: string) => chunks.find(([, match]) => match.test(id))?.[0],
      },
    },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
});
