import { ApplicationFailure } from '@temporalio/activity';
import type { Value } from '../../feel/types';
import { optionalInput, textInput, type JobHandler } from './job';

const TIMEOUT_MS = 20_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Calls a service on an allowed host and gives its JSON (or text) back as `response`. The job's id goes along as
 * `idempotency-key`. Redirects are not followed: they could lead to a host that is not allowed.
 */
export const http: JobHandler = async (job, { httpHosts }) => {
  const url = allowedUrl(textInput(job, 'url'), httpHosts);
  const method = String(optionalInput(job, 'method') ?? 'GET').toUpperCase();
  if (!METHODS.has(method)) throw ApplicationFailure.nonRetryable(`“${method}”不是有效的请求方法`, 'WrongInput');
  const body = optionalInput(job, 'body');
  const response = await reach(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'idempotency-key': job.jobId, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  // The service's fault, or a passing one: worth another try. What it said of our request is not.
  if (response.status >= 500 || response.status === 429) throw new Error(`“${url.host}”暂时不能办理（应答 ${response.status}）`);
  if (!response.ok) throw ApplicationFailure.nonRetryable(`“${url.host}”不接受这个请求（应答 ${response.status}）`, 'HttpRefused');
  return { response: valueOf(await limitedText(response, url.host), response.headers.get('content-type') ?? '') };
};

/** The answer of whoever answers. Throws in the words that an incident shows, which name the host and what kept it from answering. */
async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const { cause, name } = error as Error;
    const why = name === 'TimeoutError' ? `等了 ${TIMEOUT_MS / 1000} 秒` : typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : name;
    throw new Error(`“${url.host}”没有应答（${why}）`);
  }
}

function allowedUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw ApplicationFailure.nonRetryable(`“${text}”不是有效的 http 地址`, 'WrongInput');
  if (!hosts.includes(url.host) && !hosts.includes(url.hostname)) throw ApplicationFailure.nonRetryable(`不允许访问“${url.host}”；可以访问的主机由 BOAI_HTTP_HOSTS 设定`, 'HostNotAllowed');
  return url;
}

async function limitedText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_RESPONSE_BYTES) throw ApplicationFailure.nonRetryable(`“${host}”的应答超过 ${MAX_RESPONSE_BYTES} 字节`, 'ResponseTooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function valueOf(text: string, contentType: string): Value {
  if (!/\bjson\b/.test(contentType)) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw ApplicationFailure.nonRetryable('应答不是有效的 JSON', 'WrongResponse');
  }
}
