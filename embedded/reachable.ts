import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Environment } from '../config/environment';

function deadline(ms: number, what: string): { readonly passed: Promise<never>; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer within ${ms} ms`)), ms);
  });
  return { passed, clear: () => clearTimeout(timer) };
}

function connection(host: string, port: number): { readonly made: Promise<void>; readonly close: () => void } {
  const socket = connect({ host, port });
  const made = new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  return { made, close: () => socket.destroy() };
}

/** Resolves when a TCP connection can be made within `timeoutMs`, and throws the reason when not. */
export async function assertReachable(host: string, port: number, timeoutMs = 1500): Promise<void> {
  const limit = deadline(timeoutMs, `${host}:${port}`);
  const attempt = (async () => {
    const { address } = await lookup(host).catch(() => {
      throw new Error(`${host} has no address here`);
    });
    const { made, close } = connection(address, port);
    await made.finally(close);
  })();
  attempt.catch(() => undefined);
  await Promise.race([attempt, limit.passed])
    .catch((error: unknown) => {
      throw new Error(`not reachable (${error instanceof Error ? error.message : String(error)})`);
    })
    .finally(limit.clear);
}

/** Throws unless a download from `https://host` has a chance: the host itself, or the proxy in front of it, takes connections. */
export async function assertDownloadable(host: string, environment: Environment = process.env): Promise<void> {
  const proxy = environment['HTTPS_PROXY'] || environment['https_proxy'];
  if (!proxy) return assertReachable(host, 443);
  const { hostname, port } = new URL(proxy);
  return assertReachable(hostname, port === '' ? 80 : Number(port));
}
