import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NotStarted } from './not-started';
import { projectRoot } from './project-root';

const run = promisify(execFile);

/** What the bundle is made of: the portal and the rooms it may import. */
const SOURCES = ['web/ui', 'web/api', 'feel', 'forms', 'workflows/engine', 'workflows/bpmn', 'package-lock.json'];

function filesUnder(path: string): readonly string[] {
  const full = join(projectRoot, path);
  if (!existsSync(full)) return [];
  const entries = path.includes('.json') ? [] : readdirSync(full, { recursive: true, withFileTypes: true });
  return path.includes('.json') ? [full] : entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder)) hash.update(file.slice(projectRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Builds the portal's bundle into `dist/ui` unless it stands there already, made from the same sources. Answers whether it was built. */
export async function buildUi(log: (line: string) => void): Promise<boolean> {
  const target = join(projectRoot, 'dist', 'ui');
  const mark = join(target, 'sources.sha256');
  const hash = hashOfSources();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return false;
  log('界面: 正在构建 (building the portal)');
  const fresh = join(projectRoot, 'dist', `ui-${process.pid}`);
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  try {
    // Beside the old one and then in its place: a portal that is running keeps serving whole pages.
    await run(process.execPath, ['--max-old-space-size=1024', vite, 'build', '--config', 'web/ui/vite.config.ts', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'], {
      cwd: projectRoot,
      env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', NODE_ENV: 'production', NO_COLOR: '1' },
    }).catch((error: Error & { readonly stderr?: string }) => {
      throw new NotStarted(`界面未能构建 (the portal could not be built)\n${error.stderr?.trim() || error.message}`);
    });
    await writeFile(join(fresh, 'sources.sha256'), hash);
    await mkdir(join(projectRoot, 'dist'), { recursive: true });
    await rm(`${target}.old`, { recursive: true, force: true });
    if (existsSync(target)) await rename(target, `${target}.old`);
    await rename(fresh, target);
    await rm(`${target}.old`, { recursive: true, force: true });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return true;
}
