import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishRegistries } from '../../activities/store/publish-registry';
import { parseRegistry } from '../../registries/parse-registry';
import type { MetricsView } from '../../web/api/metrics-contract';
import { LOGINS, type Login } from './support/district';
import { startPortal, type TestPortal } from './support/portal';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ worker: false });
  await publishRegistries(portal.store, ['donor', 'match-case', 'followup'].map((id) => JSON.parse(readFileSync(join(__dirname, `../../registries/catalogue/${id}.registry.json`), 'utf8'))).map(parseRegistry), 'tester');
});
afterAll(() => portal.close());

const ask = async (login: Login, query = '') => (await portal.as(login)).get<MetricsView>(`/api/metrics/donors${query}`);

test('those at the district who may read all donors see the figures, nobody else does', async () => {
  const tried = await Promise.all((Object.keys(LOGINS) as Login[]).map(async (login) => ({ login, status: (await ask(login)).status })));

  expect(tried.filter(({ status }) => status === 200).map(({ login }) => login).sort()).toEqual(['coordinator', 'dpo', 'secgen', 'vp', 'vp2']);
  expect(new Set(tried.filter(({ status }) => status !== 200).map(({ status }) => status))).toEqual(new Set([403]));
});

test('figures come with their definitions, n and N, stages and funnels, and never by branch', async () => {
  const { body } = await ask('coordinator', '?period=2026Q1');

  expect(body).toMatchObject({ period: '2026Q1', from: '2026-01-01', to: '2026-03-31', hidePercentBelow: 10 });
  expect(body.metrics.find(({ id }) => id === 'refusal-rate')).toMatchObject({ kind: 'ratio', n: 0, of: 0, registry: 'match-case' });
  expect(body.metrics.find(({ id }) => id === 'refusal-by-stage')?.stages?.map(({ id }) => id)).toContain('after-signing');
  expect(body.funnels.map(({ id }) => id)).toEqual(['cases', 'donors']);
  expect(JSON.stringify(body)).not.toMatch(/branchId|"branches"/);
});

test('a period that is none is refused', async () => {
  expect((await ask('coordinator', '?period=2026Q5')).status).toBe(400);
});
