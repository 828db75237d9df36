import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ChannelAway, Undeliverable } from '../failures';
import { isPublicAddress } from './public-address';

const TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 16 * 1024;

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Hosts that may be called wherever they are; any other must be public, and over TLS. */
  readonly hosts: readonly string[];
  /** The only other hosts that may be called, where they are known. */
  readonly known?: readonly string[];
}

/**
 * Posts JSON within ten seconds and gives the answer's text. No redirect is followed, and an address is looked at when
 * the connection is made, not before: a name that changes its meaning in between gains nothing.
 * Throws `Undeliverable` for an address that may not be called and for an answer that will not change, else `ChannelAway`.
 */
export async function postJson(post: Post): Promise<string> {
  const { url, options } = allowed(post);
  const { status, text } = await sent(url, { ...options, method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(post.body), ...post.headers } }, post.body);
  if (status === 429 || status >= 500) throw new ChannelAway(`${url.hostname} answered ${status}`);
  if (status < 200 || status >= 300) throw new Undeliverable(`${url.hostname} answered ${status}`);
  return text;
}

function allowed({ url: text, hosts, known }: Post): { readonly url: URL; readonly options: RequestOptions } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) throw new Undeliverable('The address is no http address');
  if (hosts.includes(url.host) || hosts.includes(url.hostname)) return { url, options: {} };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (known !== undefined && !known.includes(url.hostname)) throw new Undeliverable(`${url.hostname} is none of ${known.join(', ')}, and BOAI_HTTP_HOSTS does not name it`);
  if (url.protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal))) throw new Undeliverable(`${url.hostname} may not be called: BOAI_HTTP_HOSTS does not name it`);
  return { url, options: { lookup: publicOnly } };
}

const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) return callback(new Undeliverable(`${hostname} is not a public address, and BOAI_HTTP_HOSTS does not name it`), '', 0);
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function sent(url: URL, options: RequestOptions, body: string): Promise<{ readonly status: number; readonly text: string }> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error instanceof Undeliverable ? error : new ChannelAway(signal.aborted ? `${url.hostname} did not answer within ${TIMEOUT_MS / 1000} s` : `${url.hostname} can't be reached (${'code' in error ? String(error.code) : error.name})`));
    const call = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { ...options, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        // More than this is no receipt; what it says is not needed.
        if (bytes <= MAX_RESPONSE_BYTES) chunks.push(chunk);
        else response.destroy(new ChannelAway(`${url.hostname} answered more than ${MAX_RESPONSE_BYTES} bytes`));
      });
      response.on('error', fail);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    call.on('error', fail);
    call.end(body);
  });
}
