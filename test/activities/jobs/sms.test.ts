import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jobRunner } from '../../../activities/jobs';
import type { JobRequest } from '../../../activities/contract';
import { SMS_VARIABLES, smsGatewayOf } from '../../../config/sms-gateway';
import { InvalidEnvironment, readEnvironment } from '../../../config/environment';
import { signed } from '../../../activities/sms/sender';
import { publishRegistries } from '../../../activities/store/publish-registry';
import { parseRegistry } from '../../../registries/parse-registry';
import { openStore, type TestStore } from '../../support/mongo';
import { keeperFor, nobody } from '../../support/records';

const member = {
  format: 1, id: 'sms-person', title: { zh: '示例人员' },
  schema: { type: 'object', required: ['code'], properties: { code: { type: 'string', maxLength: 20, title: '编号' }, phone: { type: 'string', maxLength: 20, title: '电话', 'x-pii': true, 'x-mask': 'mobile' } } },
  heading: 'code', list: { columns: ['code'], filters: [], sort: 'code' }, access: { read: ['admin'], edit: ['admin'] }, examples: [{ code: 'A1' }],
};

let store: TestStore;
let server: Server;
let statuses: number[] = [];
const calls: { readonly headers: IncomingHttpHeaders; readonly body: unknown }[] = [];
let send: (variables: JobRequest['variables'], jobId?: string) => Promise<unknown>;
beforeAll(async () => {
  store = await openStore();
  await publishRegistries(store, [member].map(parseRegistry), 'tester');
  const document = (await store.registries.latest('sms-person'))?.document;
  if (document === undefined) throw new Error('The registry was not published');
  const records = keeperFor(store);
  for (const [id, values] of [['r1', { code: 'A1', phone: '138 0000 0001' }], ['r2', { code: 'A2' }]] as const) {
    await records.save({ document, id, changeId: id, cause: { kind: 'changed', by: 'tester', at: new Date() }, change: () => values });
  }
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(statuses.shift() ?? 200, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/elsewhere' }).end('{"secret":"never read"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?key=top-secret`;
  const gateway = smsGatewayOf(readEnvironment(SMS_VARIABLES, { SMS_GATEWAY_URL: url, SMS_GATEWAY_HEADERS: '{"x-key":"top-secret"}', SMS_GATEWAY_BODY: '{"message":{"to":["{{to}}"],"content":"{{text}}"},"ref":"{{id}}","sign":7}' }));
  const run = jobRunner({ store, instances: nobody, httpHosts: [], now: () => new Date(), records, ...(gateway === undefined ? {} : { sms: gateway }) });
  send = (variables, jobId = 'i1/e/1/1') => run({ instanceId: 'i1', processId: 'p', elementId: 'e', jobId, type: 'sms', headers: {}, variables });
});
beforeEach(() => {
  statuses = [];
  calls.length = 0;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await store.drop();
});

test('the number is read from the record and filled into the gateway’s own body, with the job’s id as key', async () => {
  const result = await send({ to: 'sms-person/r1', text: '请回电 "0573"，谢谢 {{to}}' });

  expect(result).toEqual({});
  expect(calls).toMatchObject([{ headers: { 'x-key': 'top-secret', 'idempotency-key': 'i1/e/1/1' }, body: { message: { to: ['13800000001'], content: '【区红十字会】请回电 "0573"，谢谢 {{to}}' }, ref: 'i1/e/1/1', sign: 7 } }]);
});

test('a message says who it is from: as configured, else the district, or the gateway does', async () => {
  await store.branches.put({ _id: 'district', name: '示例区红十字会', kind: '区', status: 'active', termNo: 1, termStart: '2024-01-01', termEnd: '2029-01-01', termYears: 5, variant: 'full', supervisorMode: 'none', membersAdult: 0, membersYouth: 0, membersGroup: 0, officers: [], terms: [], sample: true });
  const sender = (SMS_SENDER: string | undefined) => smsGatewayOf(readEnvironment(SMS_VARIABLES, { SMS_GATEWAY_URL: 'https://sms.example.com', SMS_SENDER })) ?? {};

  expect(await Promise.all([sender('博爱办'), sender(undefined), sender('-')].map((gateway) => signed(store, gateway, '请回电')))).toEqual(['【博爱办】请回电', '【示例区红十字会】请回电', '请回电']);
});

test('a gateway that is away or busy is tried again, one that refuses is not, and neither is told with its secret', async () => {
  statuses = [503, 429, 400, 302];
  const failures: unknown[] = [];
  for (let tries = 0; tries < 4; tries += 1) failures.push(await send({ to: 'sms-person/r1', text: '请回电' }).catch((error: unknown) => error));

  expect(failures.map((error) => (error as { nonRetryable?: boolean }).nonRetryable ?? false)).toEqual([false, false, true, true]);
  expect(failures.map((error) => (error as Error).message)).toEqual([503, 429, 400, 302].map((status) => `The SMS gateway answered ${status}`));
  expect(calls).toHaveLength(4);
});

test('a message that names a phone or ID number, or goes to nobody, is not sent', async () => {
  const wrong = [{ to: 'sms-person/r1', text: '电话13800001234' }, { to: 'sms-person/r1', text: '证件33041119900101123X' }, { to: 'sms-person/r2', text: '请回电' }, { to: 'sms-person/r9', text: '请回电' }, { to: 'nobody/r1', text: '请回电' }, { to: '13800000001', text: '请回电' }];

  const failures = await Promise.all(wrong.map((variables) => send(variables).catch((error: unknown) => error)));

  expect(failures.map((error) => (error as { type?: string }).type)).toEqual(['WrongInput', 'WrongInput', 'NoPhone', 'NoPhone', 'WrongInput', 'WrongInput']);
  expect(calls).toEqual([]);
});

test.each([
  ['http://sms.example.com/send', undefined],
  ['https://user:secret@sms.example.com', undefined],
  ['https://sms.example.com', '{"x": 1}'],
])('the gateway %s with headers %s is refused at the start, without its text', (url, headers) => {
  const read = (): unknown => readEnvironment(SMS_VARIABLES, { SMS_GATEWAY_URL: url, SMS_GATEWAY_HEADERS: headers });

  expect(read).toThrow(InvalidEnvironment);
  expect(read).not.toThrow(/example/);
});
