import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { commandLineOf } from '../../embedded/leftover';
import { environmentWithoutEngines, pidOf, startOwnEngines } from '../support/engines';

const root = resolve(__dirname, '..', '..');
let directory: string;
const commands: ChildProcess[] = [];
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'boai-engines-'))));
afterEach(async () => {
  // A test that failed may have left its command running.
  await Promise.all(commands.splice(0).map(ended));
  // Engines whose tree was killed end a moment later, and write until then.
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function write(uri: string, text: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  await client.db().collection('kept').insertOne({ text });
  await client.close();
}

async function read(uri: string): Promise<readonly string[]> {
  const client = await MongoClient.connect(uri);
  const found = await client.db().collection('kept').find().toArray();
  await client.close();
  return found.map((document) => String(document['text']));
}

async function listen(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await commandLineOf(pid)) === undefined) return true;
    await sleep(100);
  }
  return false;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

/** `boai engines` as a process of its own, once it has printed its addresses. */
async function startCommand(dataDir: string): Promise<{ readonly child: ChildProcess; readonly said: string[] }> {
  const child = spawn(process.execPath, ['cli/boai.js', 'engines', '--data', dataDir], { cwd: root, env: { ...environmentWithoutEngines() }, stdio: ['ignore', 'pipe', 'pipe'] });
  commands.push(child);
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  await new Promise<void>((done, fail) => {
    createInterface(child.stdout).on('line', (line) => line.startsWith('MONGODB_URI=') && done());
    child.once('exit', () => fail(new Error(said.join('\n'))));
  });
  return { child, said };
}

test('taken ports are named and free ones taken, and data outlive a change of ports', async () => {
  const taken = await Promise.all([listen(), listen()]);
  const [temporal, mongodb] = taken.map(({ port }) => port);
  const first = await startOwnEngines({ dataDir: directory });
  await write(first.mongodbUri, 'before');
  await first.stop();

  const second = await startOwnEngines({ dataDir: directory, ports: { temporal: temporal ?? 0, mongodb: mongodb ?? 0 } });
  const kept = await read(second.mongodbUri);
  const connection = await Connection.connect({ address: second.temporalAddress });
  await connection.close();
  await second.stop();
  taken.forEach(({ server }) => server.close());

  expect(kept).toEqual(['before']);
  expect(second.said.filter((line) => line.includes('is taken')).map((line) => line.split(':')[0]).sort()).toEqual(['MongoDB', 'Temporal']);
});

test('an engine that is killed comes back on the same port with its data', async () => {
  const engines = await startOwnEngines({ dataDir: directory });
  await write(engines.mongodbUri, 'safe');
  const before = await pidOf(directory, 'mongodb');

  await engines.kill('mongodb');
  await isGone(before);
  const kept = await read(engines.mongodbUri);
  const after = await pidOf(directory, 'mongodb');
  await engines.stop();

  expect(kept).toEqual(['safe']);
  expect(after).not.toBe(before);
});

test('engines end when the process that started them is killed', async () => {
  const { child } = await startCommand(directory);
  const pids = await Promise.all([pidOf(directory, 'temporal'), pidOf(directory, 'mongodb')]);

  child.kill('SIGKILL');

  expect(await Promise.all(pids.map(isGone))).toEqual([true, true]);
});

/** The processes between an engine and its starter are found through /proc. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('an engine left over by a killed tree is ended, and its data are used again', async () => {
  const { child } = await startCommand(directory);
  const left = await pidOf(directory, 'mongodb');
  // The engine itself survives only when its keeper is killed as well.
  const keepers = await keepersOf(directory);
  keepers.forEach((pid) => process.kill(pid, 'SIGKILL'));
  child.kill('SIGKILL');

  const second = await startCommand(directory);
  await ended(second.child);

  expect(await isGone(left)).toBe(true);
  expect(second.said.join('\n')).toContain(`MongoDB: ended process ${left}, left by an earlier run`);
});

test('data in use are not started twice', async () => {
  const { child } = await startCommand(directory);

  await expect(startOwnEngines({ dataDir: directory })).rejects.toThrow(`in use by process ${child.pid}`);
});

async function keepersOf(dataDir: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const));
  return lines.filter(([, line]) => line.includes('keeper.js') && line.includes(dataDir)).map(([pid]) => pid);
}
