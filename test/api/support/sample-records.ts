import { randomUUID } from 'node:crypto';
import { publishRegistries } from '../../../activities/store/publish-registry';
import { parseRegistry } from '../../../registries/parse-registry';
import type { RecordDetail, RecordPage, SearchTerm } from '../../../web/api/registry-contract';
import { CALL_REGISTRY, donorRegistry } from '../../registries/support/sample-registry';
import type { Login } from './district';
import { startPortal, type Answer, type Caller, type TestPortal } from './portal';

const PLACES = ['town', 'village', 'otherTown'] as const;
export type Place = (typeof PLACES)[number];

const RECORDS = '/api/registries/sample-donor/records';

export type RegistryDesk = Awaited<ReturnType<typeof startRegistryDesk>>;

/** A portal with the sample registries and a donor of each branch. */
export async function startRegistryDesk() {
  const portal = await startPortal({ worker: false });
  await publishRegistries(portal.store, [donorRegistry(), structuredClone(CALL_REGISTRY)].map(parseRegistry), 'tester');
  const coordinator = await portal.as('coordinator');
  const ids = { town: '', village: '', otherTown: '' };
  for (const [index, place] of PLACES.entries()) ids[place] = (await addRecord(coordinator, sampleRecord(portal, place, index))).body.id;
  return {
    portal,
    /** A record of each branch. */
    ids,
    values: (place: Place, n: number) => sampleRecord(portal, place, n),
    get: async (login: Login, id: string) => (await portal.as(login)).get<RecordDetail>(`${RECORDS}/${id}`),
    list: (login: Login, query = '') => listRecords(portal, login, query),
  };
}

/** The values of the nth donor. */
function sampleRecord({ district }: TestPortal, place: Place, n: number) {
  return {
    name: '陈某某', phone: `1380000000${n}`, registryNo: `ZJ33000000${n}`, relatives: [{ name: '陈父', phone: '13900000002' }, { name: '李母', phone: '13700000003' }], town: district[place], status: 'active', enrolledOn: `202${n}-05-01`, attempts: n,
    isStudent: n === 1, note: n === 0 ? '=1+1' : '示例',
  };
}

export function addRecord(caller: Caller, record: object, key: string = randomUUID()): Promise<Answer<RecordDetail>> {
  return caller.send('POST', RECORDS, { values: record }, { 'idempotency-key': key });
}

async function listRecords(portal: TestPortal, login: Login, query = ''): Promise<RecordPage> {
  return (await (await portal.as(login)).get<RecordPage>(`${RECORDS}${await sealedQuery(portal, login, query)}`)).body;
}

/** `q=13800000001` as the portal asks for it: sealed. */
export async function sealedQuery(portal: TestPortal, login: Login, query: string): Promise<string> {
  const [, part = '', text = ''] = /[?&](q|f\.phone)=([^&]*)/.exec(query) ?? [];
  if (text === '') return query;
  const { body } = await (await portal.as(login)).send<SearchTerm>('POST', '/api/registries/sample-donor/search-terms', { text: decodeURIComponent(text) });
  return query.replace(`${part}=${text}`, `${part}=${body.term}`);
}
