/** `npm run bench:lists`: a district's whole registers by Excel, then how long lists, the matrix and the first screens take; writes its part of docs/performance.md. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pino from 'pino';
import writeXlsxFile from 'write-excel-file/node';
import { SAMPLE_PASSWORD } from '../../activities/store/sample-district';
import { connectStore, type Store } from '../../activities/store/connect-store';
import { publishDirectory } from '../../cli/publish-directory';
import { seed } from '../../cli/seed';
import { connectTemporal } from '../../client/connect-temporal';
import { startEngines } from '../../embedded/start-engines';
import { createApp } from '../../web/api/app';
import type { Session } from '../../web/api/contract';
import type { ImportView, SearchTerm } from '../../web/api/registry-contract';
import { DEFAULT_WEB_CONFIG } from '../../web/config';
import { benchKeys, NAMESPACE } from '../engines';
import { writePart } from '../write-part';
import { addCampaign } from './campaign';
import { branchColumns, donorColumns, memberColumns, type Column } from './sample-rows';
import { timed, type Timing } from './timing';

const ROOT = resolve(__dirname, '../..');
const TIMES = 60;
const BRANCHES = 179;
const MEMBERS = 10_236;
const DONORS = 20_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Loaded {
  readonly registry: string;
  readonly rows: number;
  readonly checkSeconds: number;
  readonly takeSeconds: number;
  readonly looks: number;
}

interface Caller {
  get(path: string): Promise<Response>;
  post(path: string, body?: BodyInit): Promise<Response>;
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'boai-bench-'));
  const engines = await startEngines({ dataDir, log: () => undefined, environment: { ...process.env, TEMPORAL_ADDRESS: undefined, MONGODB_URI: undefined } });
  const uri = new URL(engines.mongodbUri);
  uri.pathname = '/bench-lists';
  const store = await connectStore(uri.toString(), { keys: benchKeys });
  const temporal = await connectTemporal({ address: engines.temporalAddress, namespace: NAMESPACE, keys: benchKeys });
  try {
    await publishDirectory(store, { directories: ['workflows/processes', 'forms/catalogue', 'registries/catalogue'].map((directory) => join(ROOT, directory)), by: 'bench', onPublished: () => undefined });
    await seed(store);
    const app = createApp({ store, temporal, taskQueue: 'bench-lists', log: pino({ level: 'silent' }), config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for measuring, 32 characters' } });
    const server = createServer(app.handle);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const loadBefore = loadavg();
      const loaded = await loadAll(store, origin);
      const campaign = await addCampaign(store);
      const timings = await timeAll(await signIn(origin, 'mabin'), await signIn(origin, 'xulin'), await callerOfDonors(store, origin), campaign);
      await writePart('lists', textOf(loaded, timings, loadBefore));
    } finally {
      await app.close();
      server.closeAllConnections();
      server.close();
    }
  } finally {
    await temporal.connection.close();
    await store.close();
    await engines.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function loadAll(store: Store, origin: string): Promise<Loaded[]> {
  const branches = (await store.branches.find({ parentId: { $ne: null as never } }, { without: ['officers', 'terms'] })).map(({ name }) => name);
  const towns = (await store.branches.find({ kind: { $in: ['镇', '街道'] } }, { without: ['officers', 'terms'] })).map(({ name }) => name);
  const donors = await callerOfDonors(store, origin);
  const officer = await signIn(origin, 'xulin');
  return [
    await load(officer, 'branch', branchColumns(towns), BRANCHES),
    await load(officer, 'member', memberColumns(branches), MEMBERS),
    await load(donors, 'donor', donorColumns(branches), DONORS),
  ];
}

/** Somebody whose post lets them keep donors. */
async function callerOfDonors(store: Store, origin: string): Promise<Caller> {
  const [coordinator] = await store.people.inGroups(['hsc_coordinator']);
  return signIn(origin, coordinator?.login ?? '');
}

async function load(caller: Caller, registry: string, columns: readonly Column[], count: number): Promise<Loaded> {
  const head = columns.map(({ title }) => ({ type: String, value: title }));
  const rows = Array.from({ length: count }, (_, index) => columns.map(({ value }) => cellOf(value(index))));
  const file = await writeXlsxFile([head, ...rows]).toBuffer();
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)], { type: XLSX }), `${registry}.xlsx`);
  const begin = performance.now();
  const { id } = (await (await caller.post(`/api/registries/${registry}/imports`, form)).json()) as ImportView;
  const checked = await settled(caller, id, 'checked');
  const middle = performance.now();
  await caller.post(`/api/imports/${id}/confirmation`);
  const taken = await settled(caller, id, 'done');
  if (taken.view.added !== count) throw new Error(`${registry}: ${taken.view.added} of ${count} rows were added`);
  return { registry, rows: count, checkSeconds: (middle - begin) / 1000, takeSeconds: (performance.now() - middle) / 1000, looks: checked.looks + taken.looks };
}

function cellOf(value: string | number) {
  return typeof value === 'number' ? { type: Number, value } : { type: String, value };
}

/** Waits as the page does, and sees that the progress moves. */
async function settled(caller: Caller, id: string, state: ImportView['state']): Promise<{ readonly view: ImportView; readonly looks: number }> {
  const seen = new Set<number>();
  for (;;) {
    const view = (await (await caller.get(`/api/imports/${id}`)).json()) as ImportView;
    seen.add(view.done);
    if (view.state === state) return { view, looks: seen.size };
    if (view.state !== 'checking' && view.state !== 'importing') throw new Error(`The import is ${view.state}: ${JSON.stringify(view.problems.slice(0, 3))}`);
    await new Promise((later) => setTimeout(later, 500));
  }
}

/** As the portal does it: what was typed is sealed first. */
async function search(caller: Caller, registry: string, text: string): Promise<Response> {
  const { term } = (await (await caller.post(`/api/registries/${registry}/search-terms`, new Blob([JSON.stringify({ text })], { type: 'application/json' }))).json()) as SearchTerm;
  return caller.get(`/api/registries/${registry}/records?size=20&q=${term}`);
}

async function timeAll(lead: Caller, admin: Caller, coordinator: Caller, campaign: string): Promise<Timing[]> {
  const encoded = encodeURIComponent(campaign);
  return [
    await timed('members, any page', TIMES, (time) => admin.get(`/api/registries/member/records?size=20&page=${1 + ((time * 37) % 500)}`)),
    await timed('members, by name', TIMES, (time) => search(admin, 'member', `赵示例${time * 33}`)),
    await timed('donors due, highest score first', TIMES, (time) => coordinator.get(`/api/registries/donor/records?size=20&page=${1 + (time % 50)}&f.status=${encodeURIComponent('活跃')}&until.nextDueOn=2026-12-31`)),
    await timed('donors, by phone', TIMES, (time) => search(coordinator, 'donor', `139${String((time * 7919) % 100_000_000).padStart(8, '0')}`)),
    await timed('donors, next due, page 500 on', TIMES, (time) => coordinator.get(`/api/registries/donor/records?size=20&page=${500 + time}&sort=nextDueOn`)),
    await timed('branches', TIMES, (time) => admin.get(`/api/branches?size=20&page=${1 + (time % 9)}&sort=termEnd`)),
    await timed('matrix of 179 branches', TIMES, () => lead.get(`/api/campaigns/${encoded}`)),
    await timed('supervisors’ first screen', TIMES, () => lead.get('/api/overview')),
    await timed('indicators', TIMES, () => lead.get('/api/indicators')),
    await timed('tasks', TIMES, (time) => lead.get(`/api/tasks?view=all&page=${1 + (time % 5)}`)),
  ];
}

async function signIn(origin: string, login: string): Promise<Caller> {
  const response = await fetch(`${origin}/api/session`, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ login, password: SAMPLE_PASSWORD }) });
  if (!response.ok) throw new Error(`"${login}" could not sign in: ${await response.text()}`);
  const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const { csrfToken } = (await response.json()) as Session;
  const headers = { origin, cookie, 'x-csrf-token': csrfToken };
  return {
    get: (path) => fetch(`${origin}${path}`, { headers }),
    post: async (path, body) => {
      const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer;
    },
  };
}

function textOf(loaded: readonly Loaded[], timings: readonly Timing[], loadBefore: readonly number[]): string {
  const loads = loaded.map(({ registry, rows, checkSeconds, takeSeconds, looks }) => `| ${registry} | ${rows.toLocaleString('en')} | ${checkSeconds.toFixed(1)} | ${takeSeconds.toFixed(1)} | ${looks} |`);
  const lines = timings.map(({ what, p50Ms, p95Ms, bytes }) => `| ${what} | ${p50Ms.toFixed(0)} | ${p95Ms.toFixed(0)} | ${(bytes / 1024).toFixed(0)} |`);
  const [one = 0] = loadBefore;
  return [
    '## Registers and lists', '',
    `Written by \`npm run bench:lists\`. Through the API of one web process, MongoDB on the same machine; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load ${one.toFixed(1)} before. Each row of the second table is ${TIMES} calls one after the other, each for another page or filter.`, '',
    '| Excel import | rows | dry run, s | taking over, s | steps of progress seen |', '|---|---:|---:|---:|---:|', ...loads, '',
    '| answer | p50 ms | p95 ms | KB |', '|---|---:|---:|---:|', ...lines, '',
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
