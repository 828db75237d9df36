import { optional, required, text, withDefault, type Variable } from './environment';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Where text messages are handed over, and how. */
export interface SmsGateway {
  readonly url: string;
  /** May hold a secret: never logged, never told. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who a message says it is from; the district when left out, nobody when it is `NO_SENDER`. */
  readonly sender?: string;
  /** `{{to}}`, `{{text}}` and `{{id}}` in its texts are filled in for each message. */
  readonly body: Json;
}

/** The gateway writes the sender itself. */
export const NO_SENDER = '-';

const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What `readEnvironment` reads for text messages; without an address none are sent. */
export const SMS_VARIABLES = {
  SMS_GATEWAY_URL: optional(gatewayUrl()),
  SMS_SENDER: optional(text('the name at the beginning of text messages, or - when the gateway adds it')),
  SMS_GATEWAY_HEADERS: withDefault(secretJson('a JSON object of header names and texts', headersOf), {}),
  SMS_GATEWAY_BODY: withDefault(secretJson('JSON with {{to}} and {{text}} in it', bodyOf), { to: '{{to}}', text: '{{text}}', id: '{{id}}' } as Json),
};

/** The gateway that the variables describe; undefined when there is none. */
export function smsGatewayOf(set: { readonly SMS_GATEWAY_URL: string | undefined; readonly SMS_SENDER: string | undefined; readonly SMS_GATEWAY_HEADERS: Readonly<Record<string, string>>; readonly SMS_GATEWAY_BODY: Json }): SmsGateway | undefined {
  if (set.SMS_GATEWAY_URL === undefined) return undefined;
  return { url: set.SMS_GATEWAY_URL, headers: set.SMS_GATEWAY_HEADERS, body: set.SMS_GATEWAY_BODY, ...(set.SMS_SENDER === undefined ? {} : { sender: set.SMS_SENDER }) };
}

/** Phone numbers leave the house: over TLS, unless the gateway is a program on this machine. */
function gatewayUrl(): Variable<string> {
  return {
    ...required('an https address, or an http address of this machine', (address) => {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      const fits = url !== undefined && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.has(url.hostname)));
      return fits ? address : undefined;
    }),
    // Gateways like to have their key in the query.
    secret: true,
  };
}

function secretJson<T>(expected: string, read: (value: unknown) => T | undefined): Variable<T> {
  return {
    ...required(expected, (json) => {
      try {
        return read(JSON.parse(json));
      } catch {
        return undefined;
      }
    }),
    secret: true,
  };
}

function headersOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fits = Object.entries(value).every(([name, content]) => /^[A-Za-z0-9-]+$/.test(name) && typeof content === 'string' && !/[\r\n]/.test(content));
  return fits ? (value as Record<string, string>) : undefined;
}

function bodyOf(value: unknown): Json | undefined {
  const json = JSON.stringify(value);
  return json.includes('{{to}}') && json.includes('{{text}}') ? (value as Json) : undefined;
}
