import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, type BundleOptions, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

const ROOT = resolve(__dirname, '..');
/** What the bundle can be made of, besides packages. */
const SOURCES = ['workflows', 'feel', 'forms', 'codec'];
/** Evaluated once for all instances of a worker instead of once for each: pure, and without state of their own but for memos keyed by text. */
const SHARED = ['workflows/engine/index.ts', 'feel/index.ts'].map((file) => join(ROOT, file));
const FAILURE_CONVERTER = join(ROOT, 'codec', 'failure-converter.ts');

/**
 * The workflow code as Temporal runs it: bundled once and kept under `.cache/` by the hash of its sources and of the
 * locked packages, so that a second start, and every test, finds it ready.
 */
export async function workflowBundle(cache = join(ROOT, '.cache', 'workflows')): Promise<WorkflowBundleWithSourceMap> {
  const file = join(cache, `${await sourcesHash()}.js`);
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return { code: known, sourceMap: '' };
  const bundle = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'workflows', 'index.ts'), failureConverterPath: FAILURE_CONVERTER, preloadModules: SHARED, webpackConfigHook: forNode20, logger: quiet });
  await mkdir(cache, { recursive: true });
  // Written aside and renamed: whoever starts at the same time reads a whole file or none.
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, bundle.code);
  await rename(aside, file);
  return bundle;
}

/** What the SDK compiles for, ES2017, makes a slow function call of every spread and private field. */
export const forNode20: NonNullable<BundleOptions['webpackConfigHook']> = (config) => {
  for (const rule of config.module?.rules ?? []) {
    if (typeof rule !== 'object' || typeof rule?.use !== 'object' || !('options' in rule.use)) continue;
    const { jsc } = rule.use.options as { readonly jsc: object };
    Object.assign(jsc, { target: 'es2022' });
  }
  return config;
};

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256');
  const lists = await Promise.all(SOURCES.map(sourcesIn));
  for (const file of [...lists.flat().sort(), join(ROOT, 'package-lock.json'), __filename]) {
    hash.update(file.slice(ROOT.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 32);
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
}

const ignore = (): void => undefined;
/** webpack reports every module; a failed bundle throws anyway. */
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
