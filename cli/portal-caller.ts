import type { Problem, Session } from '../web/api/contract';

/** The portal refused a request of a command. */
export class PortalRefused extends Error {
  override readonly name = 'PortalRefused';

  constructor(
    readonly status: number,
    readonly problem: Problem,
    path: string,
  ) {
    const details = (problem.problems ?? []).map(({ at, message }) => `${at} ${message.zh}`).join('; ');
    super(`${path}: ${status} ${problem.message.zh} ${details}`.trim());
  }
}

/** One person's calls to a running portal, as the browser makes them. */
export interface PortalCaller {
  get<Answer>(path: string): Promise<Answer>;
  /** Sends JSON, or a form with a file. Throws `PortalRefused`. */
  post<Answer>(path: string, body: object, idempotencyKey?: string): Promise<Answer>;
}

/** Signs in. Throws `PortalRefused`, or an error that says that no portal answers there. */
export async function signIn(origin: string, login: string, password: string): Promise<PortalCaller> {
  const first = await send(origin, 'POST', '/api/session', { origin }, { login, password });
  const session = (await first.json()) as Session;
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
  const headers = { origin, cookie, 'x-csrf-token': session.csrfToken };
  return {
    get: async <Answer>(path: string) => (await send(origin, 'GET', path, headers)).json() as Promise<Answer>,
    post: async <Answer>(path: string, body: object, idempotencyKey?: string) =>
      (await send(origin, 'POST', path, { ...headers, ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }) }, body)).json() as Promise<Answer>,
  };
}

async function send(origin: string, method: string, path: string, headers: Record<string, string>, body?: object): Promise<Response> {
  const isForm = body instanceof FormData;
  const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
  const type: Record<string, string> = body === undefined || isForm ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${origin}${path}`, { method, headers: { ...headers, ...type }, ...sent }).catch((error: unknown) => {
    throw new Error(`门户没有应答，请先运行 npm start。No portal answers at ${origin}: run npm start first, or give --url.`, { cause: error });
  });
  if (!response.ok) throw new PortalRefused(response.status, (await response.json()) as Problem, path);
  return response;
}
