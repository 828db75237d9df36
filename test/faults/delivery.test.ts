import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Service, startService } from '../../cli/service';
import { freePort } from '../../embedded/free-port';
import { addPerson } from '../delivery/support/stage';
import { startMailGateway, type MailGateway } from '../delivery/support/receivers';
import { openStore, testKeys, type TestStore } from '../support/mongo';
import { newNamespace } from '../support/temporal';

const PEOPLE = 80;
/** How many mails may be on their way when the worker dies. */
const AT_ONCE = 4;

let store: TestStore;
let gateway: MailGateway;
let worker: Service;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'boai-delivery-'));
  const database = `test-${randomUUID()}`;
  store = await openStore(database);
  gateway = await startMailGateway({ takesMs: 120 });
  await store.channels.ensureEmail();
  await store.channels.change('email', { perMinute: 6000 });
  const mongodb = new URL(process.env['MONGODB_URI'] ?? 'mongodb://127.0.0.1:27017/?replicaSet=rs0');
  mongodb.pathname = `/${database}`;
  const health = await freePort(0, () => undefined);
  worker = await startService({
    name: 'worker', main: 'worker/main.ts', logFile: join(directory, 'worker.log'), largestHeapMb: 400, log: () => undefined,
    isReady: async () => (await fetch(`http://127.0.0.1:${health}/health`, { signal: AbortSignal.timeout(2_000) })).ok,
    env: {
      ...process.env, MONGODB_URI: mongodb.toString(), TEMPORAL_NAMESPACE: await newNamespace(), ENCRYPTION_KEYS: testKeys.map(({ id, key }) => `${id}:${key.toString('hex')}`).join(','),
      WORKER_HEALTH_PORT: String(health), WORKER_METRICS_PORT: '', SMTP_URL: gateway.url, SMTP_FROM: 'boai@example.org', PUBLIC_ORIGINS: 'https://boai.example.org', LOG_LEVEL: 'warn',
    },
  });
}, 300_000);
afterAll(async () => {
  await worker.stop();
  await gateway.close();
  await store.drop();
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 60_000);

test('a worker killed twice in the middle of sending loses no mail, and what is sent again has the same Message-ID', async () => {
  const ids = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
  for (const id of ids) await addPerson(store, id, {});
  const at = new Date();
  for (const id of ids) await store.notifications.insert({ _id: `n/${id}`, instanceId: 'i1', groups: [], users: [id], kind: 'escalation', text: { zh: '示例' }, branchId: 'b1', at, readBy: [], toDeliver: true });

  await killWhen(PEOPLE / 4);
  await killWhen(PEOPLE / 2);
  await until(async () => (await store.deliveries.count({ state: 'sent' })) === PEOPLE);

  const idsOf = new Map<string, Set<string>>();
  for (const { recipients, messageId } of gateway.mails) for (const to of recipients) idsOf.set(to, (idsOf.get(to) ?? new Set()).add(String(messageId)));
  expect([...idsOf.keys()].sort()).toEqual(ids.map((id) => `${id}@example.org`).sort());
  expect([...idsOf.values()].filter((one) => one.size !== 1)).toEqual([]);
  expect(new Set(gateway.mails.map(({ messageId }) => messageId)).size).toBe(PEOPLE);
  // SMTP can't be asked whether it took a mail: those under way at a kill may come twice, under one id.
  expect(gateway.mails.length).toBeLessThanOrEqual(PEOPLE + 2 * AT_ONCE);
}, 300_000);

/** Ends the worker with `kill -9` as soon as so many mails have come; it comes back by itself. */
async function killWhen(mails: number): Promise<void> {
  await until(() => Promise.resolve(gateway.mails.length >= mails));
  expect(gateway.mails.length).toBeLessThan(PEOPLE);
  const pid = worker.pid();
  if (pid === undefined) throw new Error('The worker does not run');
  process.kill(pid, 'SIGKILL');
  await until(() => Promise.resolve(worker.pid() !== pid));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 240_000; Date.now() < end; await sleep(20)) if (await holds()) return;
  throw new Error(`${gateway.mails.length} mails came in four minutes`);
}
