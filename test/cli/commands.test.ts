import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp, type App } from '../../web/api/app';
import { DEFAULT_WEB_CONFIG } from '../../web/config';
import type { Reconciled } from '../../client/reconcile';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { boai, type Boai } from './support/boai';

let engine: TestEngine;
let app: App;
let server: Server;
let call: Boai;
beforeAll(async () => {
  engine = await startTestEngine({ ownNamespace: true });
  const { store, client, taskQueue } = engine;
  call = boai(store.connection.name, { TEMPORAL_ADDRESS: process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233', TEMPORAL_NAMESPACE: client.options.namespace });
  app = createApp({ store, temporal: client, taskQueue, log: pino({ level: 'silent' }), config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for tests, 32 characters long' } });
  server = createServer(app.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await app?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await engine?.close();
});

test('a file that cannot run is named with the reason, beside those that can', async () => {
  const files = ['workflows/processes/defer.bpmn', 'forms/catalogue/defer/defer-submit.form.json', 'test/fixtures/invalid/complex-gateway.bpmn'];
  const [told, json] = await Promise.all([call(['check', ...files]), call(['check', '--json', ...files])]);

  expect([told.code, json.code]).toEqual([1, 1]);
  expect(told.said.split('\n').slice(0, 3)).toEqual([`${files[0]}: ok`, `${files[1]}: ok`, expect.stringMatching(/^test\/fixtures\/invalid\/complex-gateway\.bpmn: unsupported complexGateway /)]);
  expect((JSON.parse(json.said) as readonly { readonly status: string }[]).map(({ status }) => status)).toEqual(['ok', 'ok', 'unsupported']);
});

test('a definition is rehearsed from the command line', async () => {
  const { code, said } = await call(['rehearse', 'workflows/processes/defer.bpmn', '--start', '2026-01-05']);

  expect(code).toBe(0);
  expect(said).toContain('2026-01-05 09:00  开始');
  expect(said).toContain('流程已走到终点');
});

test('what is published twice stays the version that it is, and what cannot be is named', async () => {
  const first = await call(['publish']);
  const again = await call(['publish']);
  const refused = await call(['publish', 'test/fixtures/models']);

  expect([first.code, again.code, refused.code]).toEqual([0, 0, 1]);
  expect(first.said).toContain('branch-reelection.bpmn: branch-reelection published as version 1\n');
  expect(again.said).toContain('branch-reelection.bpmn: branch-reelection is already version 1\n');
  expect(refused.said).toContain('test/fixtures/models/purchase.bpmn: ');
});

test('the sample district is added, and a whole election is played through the portal', async () => {
  const seeded = await call(['seed']);
  const played = await call(['demo', '--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`]);

  expect([seeded.code, played.code, played.said]).toEqual([0, 0, expect.stringContaining('办理过程 timeline')]);
  expect(played.said).toMatch(/办结了“归档”\n[\s\S]*第\d+届换届\n/);
  expect(await engine.store.instances.find({ processId: 'branch-reelection' })).toMatchObject([{ status: 'completed' }]);
});

test('an upgrade finds nobody behind right after a start, and refuses a rate that is none', async () => {
  const [nobody, refused] = await Promise.all([call(['upgrade']), call(['upgrade', '--per-second', 'fast'])]);

  expect([nobody.code, nobody.said]).toEqual([0, '0 instances told of the holiday tables, 0 continued with the present semantics\n']);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('A whole number from 1 to 1000.')]);
});

test('reconcile says what differs, mends it unless it may not, and then finds nothing', async () => {
  const watch = await engine.store.instances.findOne({ status: 'running' });
  await engine.store.instances.model.updateOne({ _id: watch?._id ?? '' }, { $set: { seq: 0 } });

  const dry = await call(['reconcile', '--dry-run']);
  const mended = await call(['reconcile', '--json']);
  const after = await call(['reconcile']);

  expect([dry.code, mended.code, after.code]).toEqual([1, 0, 0]);
  expect(dry.said).toMatch(new RegExp(`^${watch?._id}: read-model-behind \\(Temporal \\d+, MongoDB 0\\)\n`));
  expect((JSON.parse(mended.said) as Reconciled).differences).toMatchObject([{ instanceId: watch?._id, repaired: true }]);
  expect(after.said).toMatch(/^\d+ instances checked, 0 differ; submissions: /);
  expect(await engine.store.instances.byId(watch?._id ?? '')).toMatchObject({ seq: watch?.seq });
});
