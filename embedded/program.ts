import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../config/environment';

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Where programs that were fetched are kept. */
export function fetchedPrograms(cache: string): string {
  return join(cache, 'bin');
}

/** Paths of `name` on PATH, in order. */
export function programsOnPath(name: string, environment: Environment = process.env): readonly string[] {
  const directories = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((directory) => directory !== '');
  return directories.map((directory) => join(directory, name + suffix)).filter(isProgram);
}

/** Paths of `name-<version>` in the cache, the newest file first. */
export function programsInCache(name: string, cache: string): readonly string[] {
  const directory = fetchedPrograms(cache);
  const names = (() => {
    try {
      return readdirSync(directory);
    } catch {
      return [];
    }
  })();
  return names
    .filter((file) => file.startsWith(`${name}-`) && !file.endsWith('.partial'))
    .map((file) => join(directory, file))
    .filter(isProgram)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

/** What `program --version` prints. Throws when it does not run on this machine, for example for want of a shared library. */
export async function versionOf(program: string): Promise<string> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 20_000 });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: string };
    throw new Error(`${program} does not run: ${(stderr || message).trim().split('\n')[0]}`);
  }
}

/** The first of `programs` whose version text satisfies `accepts`; throws what was wrong with each. */
export async function firstUsable(programs: readonly string[], accepts: (version: string) => boolean, wanted: string): Promise<string> {
  const reasons: string[] = [];
  for (const program of programs) {
    try {
      if (accepts(await versionOf(program))) return program;
      reasons.push(`${program} is not ${wanted}`);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(reasons.length > 0 ? reasons.join(', ') : 'none');
}
