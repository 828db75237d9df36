import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import type * as Feel from '../../feel/index';
import { CONTEXT } from './support/evaluating';

test('feel runs where there is no Node, no clock, no randomness and no eval: in browsers and workflow sandboxes', async () => {
  const bundle = await build({ entryPoints: [join(__dirname, '../../feel/index.ts')], bundle: true, write: false, metafile: true, platform: 'neutral', mainFields: ['module', 'main'], format: 'iife', globalName: 'feel', logLevel: 'silent' });
  const [output] = bundle.outputFiles;
  const forbidden = 'Date.now = Math.random = () => { throw new Error("forbidden"); };';
  const feel = runInNewContext(`${forbidden}${output?.text ?? ''}; feel`, {}, { contextCodeGeneration: { strings: false, wasm: false } }) as typeof Feel;

  expect(Object.keys(bundle.metafile.inputs).filter((file) => file.includes('chinese-days'))).toEqual([]);
  expect(feel.evaluate('{d: today(), w: add working days(today(), 3), m: matches("a", "^a"), s: 0.1 + 0.2}', {}, CONTEXT)).toEqual({ d: '2026-03-02', w: '2026-03-05', m: true, s: 0.3 });
});
