import type { Problem } from '../../../api/contract';

/** The API refused a request; `problem.message` is what the user is told. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(readonly status: number, readonly problem: Problem) {
    super(problem.message.zh);
  }
}

/** No answer came: the network or the server is away, so nobody knows whether the request was carried out. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

let csrfToken = '';

/** The token of the session; sent with every request that changes something. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

export function currentCsrfToken(): string {
  return csrfToken;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Goes on while the page is being left. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/** Calls the API and gives the JSON answer; throws `RequestRefused` or `Unreachable`. */
export async function request<Answer>(path: string, { method = 'GET', body, headers, keepalive = false, signal }: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, {
    method,
    keepalive,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'x-csrf-token': csrfToken }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw new RequestRefused(response.status, await problemOf(response));
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable('The server does not answer', { cause: error });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (isProblem(body)) return body;
  } catch {
    // A proxy's own error page: said in our own words below.
  }
  return {
    code: response.status === 503 || response.status === 502 ? 'Unavailable' : 'Unknown',
    message: { zh: `系统暂时无法处理（${response.status}），请稍后再试。`, en: `The system can't do this right now (${response.status}). Please try again later.` },
  };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

/** `path?name=value`, without what is undefined or empty. */
export function withQuery(path: string, values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, value === true ? '1' : String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A path segment; ids of tasks and instances contain slashes. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}
