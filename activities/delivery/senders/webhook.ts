import { createHmac } from 'node:crypto';
import { Undeliverable } from '../failures';
import { postJson } from './post-json';
import type { Sender } from './sender';

/**
 * JSON to an address of the district's choice, for example its own office system: who it is for (an opaque id) and what
 * waits. `x-boai-signature` is HMAC-SHA256 over timestamp, a dot and the body, by the channel's secret.
 */
export function webhookSender(hosts: readonly string[], now: () => Date): Sender {
  return async (letter, { url, secret, recipient }) => {
    if (url === undefined) throw new Undeliverable('The channel has no address');
    const { id, subject, text } = letter;
    const items = letter.items.map(({ path: _path, ...item }) => item);
    const body = JSON.stringify({ id, subject, text, items, ...(recipient === undefined ? {} : { recipient }) });
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const signature: Record<string, string> = secret === undefined ? {} : { 'x-boai-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}` };
    await postJson({ url, body, hosts, headers: { 'idempotency-key': id, 'x-boai-timestamp': timestamp, ...signature } });
  };
}
