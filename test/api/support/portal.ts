import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { publishDefinition } from '../../../activities/store/publish';
import type { Store } from '../../../activities/store/connect-store';
import { connectTemporal } from '../../../client/connect-temporal';
import { createApp, type App } from '../../../web/api/app';
import type { CompletionResult, Session, StartResult, TaskDetail } from '../../../web/api/contract';
import { DEFAULT_WEB_CONFIG, type WebConfig } from '../../../web/config';
import { openStore, testKeys } from '../../support/mongo';
import { startTestEngine, type TestEngine, type TestEngineOptions } from '../../support/temporal';
import { addDistrict, PASSWORD, type District, type Login } from './district';
import { requestForms, requestProcess } from './request-process';

export interface Answer<T = never> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** A browser's view of the API: keeps its cookie, sends its token. */
export interface Caller {
  readonly session: Session;
  get<T>(path: string): Promise<Answer<T>>;
  send<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  readonly cookie: string;
}

export interface TestPortal {
  readonly origin: string;
  readonly store: Store;
  readonly engine: TestEngine;
  readonly district: District;
  readonly app: App;
  /** Sign in once, reused by later calls for the same login. */
  as(login: Login): Promise<Caller>;
  signIn(login: string, password?: string): Promise<Answer<Session>>;
  close(): Promise<void>;
}

export interface PortalOptions {
  readonly config?: Partial<WebConfig>;
  readonly now?: () => Date;
  /** Without a worker nothing can be started or completed, and the portal stands sooner. */
  readonly worker?: boolean;
  readonly heartbeatMs?: number;
  readonly engine?: TestEngineOptions;
}

export async function startPortal({ config = {}, now, worker = true, heartbeatMs, engine: engineOptions }: PortalOptions = {}): Promise<TestPortal> {
  const engine = worker ? await startTestEngine(engineOptions) : await engineWithoutWorker();
  const { store } = engine;
  const district = await addDistrict(store, randomUUID().slice(0, 8));
  await publishDefinition(store, { xml: requestProcess, forms: requestForms, by: 'tester' });
  const app = createApp({
    store, temporal: engine.client, taskQueue: engine.taskQueue, log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for tests, 32 characters long', ...config }, ...(now === undefined ? {} : { now }), ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
  });
  const server = createServer(app.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const callers = new Map<Login, Promise<Caller>>();
  const signIn = (login: string, password = PASSWORD) => request<Session>(origin, 'POST', '/api/session', { login, password });
  return {
    origin, store, engine, district, app, signIn,
    as: (login) => {
      const known = callers.get(login) ?? callerOf(origin, login);
      callers.set(login, known);
      return known;
    },
    close: async () => {
      await app.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

async function engineWithoutWorker(): Promise<TestEngine> {
  const store = await openStore();
  const client = await connectTemporal({ address: process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233', namespace: 'default', keys: testKeys });
  return {
    client, store, taskQueue: 'nobody-works-here',
    // The connection stays: a call that its library tries again would throw on a closed channel, after the test.
    close: () => store.drop(),
  };
}

export async function callerOf(origin: string, login: string, password = PASSWORD): Promise<Caller> {
  const answer = await request<Session>(origin, 'POST', '/api/session', { login, password });
  if (answer.status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(answer.body)}`);
  const cookie = cookieOf(answer.headers);
  const headers = { cookie, 'x-csrf-token': answer.body.csrfToken };
  return {
    session: answer.body,
    cookie,
    get: (path) => request(origin, 'GET', path, undefined, headers),
    send: (method, path, body, more = {}) => shown(() => request(origin, method, path, body, { ...headers, ...more }), more),
  };
}

const SHOWS_WITHIN_MS = 60_000;
const AGAIN_AFTER_MS = 100;

/** On a busy machine a step may show a little later than it is taken: asked again under its key, the same answer comes once it does. */
async function shown<T>(send: () => Promise<Answer<T>>, headers: Record<string, string>): Promise<Answer<T>> {
  const first = await send();
  let answer = first;
  for (const end = Date.now() + SHOWS_WITHIN_MS; isHidden(answer) && headers['idempotency-key'] !== undefined && Date.now() < end; answer = await send()) await sleep(AGAIN_AFTER_MS);
  return answer === first ? first : { ...answer, body: { ...answer.body, repeated: (first.body as Partial<CompletionResult>).repeated } };
}

function isHidden({ status, body }: Answer<unknown>): boolean {
  return status === 202 && (body as Partial<CompletionResult>).visible === false;
}

export function cookieOf(headers: Headers): string {
  return headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

export async function request<T>(origin: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const isText = typeof body === 'string';
  const sent = body === undefined ? {} : { body: isText || body instanceof FormData || body instanceof Uint8Array ? body : JSON.stringify(body) };
  const type: Record<string, string> = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${origin}${path}`, { method, headers: { origin, ...type, ...headers }, ...(sent as { body?: BodyInit }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as T };
}

export const pathOf = (id: string): string => encodeURIComponent(id);

/** Starts the request process for a branch, as its secretary; answers the instance and its first task. */
export async function startRequest(caller: Caller, branchId: string, answers: object = { topic: 'equipment' }): Promise<{ readonly instanceId: string; readonly taskId: string }> {
  const { status, body } = await caller.send<StartResult>('POST', '/api/processes/api-request/instances', { branchId, answers }, { 'idempotency-key': randomUUID() });
  const [first] = body.next ?? [];
  if (status !== 201 || first === undefined) throw new Error(`The request did not start: ${status} ${JSON.stringify(body)}`);
  return { instanceId: body.instanceId, taskId: first.id };
}

export async function completeWith(caller: Caller, taskId: string, answers: object, key: string = randomUUID()): Promise<Answer<CompletionResult>> {
  const { body } = await caller.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`);
  return caller.send('POST', `/api/tasks/${pathOf(taskId)}/completion`, { answers, revision: body.revision }, { 'idempotency-key': key });
}
