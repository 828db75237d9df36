import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../config/mail';
import { ChannelAway, Undeliverable } from '../failures';
import type { Sender } from './sender';

const CONNECTIONS = 4;
/** Of each stage; a message that takes longer than half a minute counts as lost. */
const TIMEOUT_MS = 10_000;

/** Mail by the gateway of the environment; its Message-ID is the letter's, so that a repeated one is known as such. */
export function mailSender(settings: MailSettings | undefined): { readonly send: Sender; close(): void } {
  if (settings === undefined) return { send: () => Promise.reject(new ChannelAway('No mail gateway is set: SMTP_URL')), close: () => undefined };
  const { url, from } = settings;
  const transport = createTransport({
    pool: true, url, maxConnections: CONNECTIONS, maxMessages: 1000, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
    // A message is text alone; nothing is ever read from a file or an address.
    disableFileAccess: true, disableUrlAccess: true,
  });
  const domain = /@([^\s@>]+)>?$/.exec(from)?.[1] ?? 'boai-flow';
  const send: Sender = async ({ id, subject, text }, { to }) => {
    if (to === undefined) throw new Undeliverable('The person has no mail address');
    try {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>`, headers: { 'auto-submitted': 'auto-generated' } });
    } catch (error) {
      throw failureOf(error);
    }
  };
  return { send, close: () => transport.close() };
}

/** What the gateway said, without what it quoted. */
function failureOf(error: unknown): Error {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  const told = `SMTP ${[code, responseCode].filter((part) => part !== undefined).join(' ')}`;
  if (responseCode === undefined || responseCode === 421 || code === 'EAUTH') return new ChannelAway(told);
  return responseCode >= 500 ? new Undeliverable(told) : new Error(told);
}
