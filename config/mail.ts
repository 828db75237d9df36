import { optional, text, url, type Values } from './environment';

/** A mail gateway and the sender that it accepts. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…:465`. */
  readonly url: string;
  readonly from: string;
}

/** Variables of the mail gateway, for the processes that send or offer mail. */
export const MAIL_VARIABLES = {
  SMTP_URL: optional({ ...url('smtp', 'smtps'), secret: true }),
  SMTP_FROM: optional(text('the address that mail comes from')),
} as const;

/** The gateway as it is set; undefined when there is none. */
export function mailOf({ SMTP_URL, SMTP_FROM }: Values<typeof MAIL_VARIABLES>): MailSettings | undefined {
  if (SMTP_URL === undefined) return undefined;
  return { url: SMTP_URL, from: SMTP_FROM ?? `boai-flow@${new URL(SMTP_URL).hostname}` };
}
