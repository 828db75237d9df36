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
  if (!METHODS.has(method)) throw ApplicationFailure.nonRetryable(`"${method}" is no method of a call`, 'WrongInput');
  const body = optionalInput(job, 'body');
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'idempotency-key': job.jobId, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  // The service's fault, or a passing one: worth another try. What it said of our request is not.
  if (response.status >= 500 || response.status === 429) throw new Error(`${url.host} answered ${response.status}`);
  if (!response.ok) throw ApplicationFailure.nonRetryable(`${url.host} answered ${response.status}`, 'HttpRefused');
  return { response: valueOf(await limitedText(response, url.host), response.headers.get('content-type') ?? '') };
};

function allowedUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw ApplicationFailure.nonRetryable(`"${text}" is no http address`, 'WrongInput');
  if (!hosts.includes(url.host) && !hosts.includes(url.hostname)) throw ApplicationFailure.nonRetryable(`Calls to "${url.host}" are not allowed; allowed hosts are set by BOAI_HTTP_HOSTS`, 'HostNotAllowed');
  return url;
}

async function limitedText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_RESPONSE_BYTES) throw ApplicationFailure.nonRetryable(`${host} answered more than ${MAX_RESPONSE_BYTES} bytes`, 'ResponseTooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function valueOf(text: string, contentType: string): Value {
  if (!/\bjson\b/.test(contentType)) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw ApplicationFailure.nonRetryable('The response is no JSON', 'WrongResponse');
  }
}
