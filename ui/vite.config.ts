import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { handbook } from './help/handbook.plugin.ts';
import { kernTokens } from './kern/tokens.plugin.ts';

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  // Tauri serves the files from the root of its own scheme.
  base: '/',
  plugins: [kernTokens(), handbook(), svelte()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : undefined,
  build: {
    target: ['safari17', 'chrome120'],
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing is inlined, so that the policy of the window needs no `data:` for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The manual's pictures lie beside this folder.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  test: { environment: 'happy-dom', include: ['**/*.test.ts'], exclude: ['node_modules', 'dist'] },
}));
