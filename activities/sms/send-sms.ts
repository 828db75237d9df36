import type { SmsGateway } from '../../config/sms-gateway';

const TIMEOUT_MS = 15_000;

export interface Sms {
  readonly to: string;
  readonly text: string;
  /** The same message again carries the same id, as `idempotency-key` and where the body has `{{id}}`. */
  readonly id: string;
}

/** The gateway did not take a message. The text names neither number, text nor address. */
export class SmsRefused extends Error {
  override readonly name = 'SmsRefused';

  constructor(readonly status: number) {
    super(`The SMS gateway answered ${status}`);
  }

  /** Whether another try may help. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** Hands one text message to the gateway. Redirects are not followed: only the configured host gets a number. Throws `SmsRefused`, or what `fetch` throws. */
export async function sendSms({ url, headers, body }: SmsGateway, sms: Sms): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': sms.id },
    body: JSON.stringify(filled(body, sms)),
  });
  await response.body?.cancel();
  if (!response.ok) throw new SmsRefused(response.status);
}

/** The places are filled in inside texts of parsed JSON, so nothing in a message can change the body's shape. */
function filled(value: unknown, sms: Sms): unknown {
  if (typeof value === 'string') return value.replace(/\{\{(to|text|id)\}\}/g, (_place, name: 'to' | 'text' | 'id') => sms[name]);
  if (Array.isArray(value)) return value.map((item) => filled(item, sms));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, sms)]));
}
