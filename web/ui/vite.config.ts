import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = __dirname;

/** Builds the portal to `dist/ui`; the API puts a fresh nonce in place of `__CSP_NONCE__` for each page it serves. */
const config = defineConfig({
  root,
  base: '/',
  html: { cspNonce: '__CSP_NONCE__' },
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: [
      // Descriptions of our forms are plain text: no Markdown engine for every visitor.
      { find: 'markdown-to-jsx/react', replacement: resolve(root, 'components/form/plain-description.tsx') },
      { find: '@rjsf/validator-ajv8', replacement: resolve(root, 'components/form/no-ajv.ts') },
      // 40 KB of linear-time patterns guard servers; in a browser its own will do.
      { find: 're2js', replacement: resolve(root, 'components/form/native-pattern.ts') },
    ],
  },
  build: {
    outDir: resolve(root, '../../dist/ui'),
    emptyOutDir: true,
    target: 'es2022',
    // Every browser that can run the bundle preloads modules by itself, and the polyfill would be an inline script.
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // What a link opens is a page of its own: it carries nothing of the portal but the form.
      input: { portal: resolve(root, 'index.html'), link: resolve(root, 'link.html') },
      onLog(level, log, handle) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});

export { config as default };
