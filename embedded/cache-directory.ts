import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../config/environment';

function candidates(environment: Environment): readonly string[] {
  if (environment['BOAI_CACHE']) return [environment['BOAI_CACHE']];
  const home = environment['HOME'] || homedir();
  const perUser = {
    darwin: join(home, 'Library', 'Caches', 'boai-flow'),
    win32: join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'boai-flow', 'Cache'),
  }[process.platform as string];
  const shared = environment['XDG_CACHE_HOME'] ? join(environment['XDG_CACHE_HOME'], 'boai-flow') : undefined;
  // Accounts without a home still get a directory of their own.
  return [shared ?? perUser ?? join(home, '.cache', 'boai-flow'), join(tmpdir(), `boai-flow-${userInfo().username}`)];
}

function isOurs(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK);
    // Programs in here are run, so another user's directory is no cache of ours.
    return process.getuid === undefined || statSync(directory).uid === process.getuid();
  } catch {
    return false;
  }
}

/** The directory that keeps fetched engines, one for each user: `BOAI_CACHE`, else the system's place for caches. It exists and is writable. */
export function cacheDirectory(environment: Environment = process.env): string {
  const tried = candidates(environment);
  const found = tried.find(isOurs);
  if (found === undefined) throw new Error(`No cache directory can be written: ${tried.join(', ')}. Set BOAI_CACHE to a directory of yours.`);
  return found;
}
