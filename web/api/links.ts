import { randomUUID } from 'node:crypto';
import { numberOfRecord } from '../../activities/sms/number-of-record';
import { sendSms } from '../../activities/sms/send-sms';
import { signed } from '../../activities/sms/sender';
import type { LinkDocument, TaskDocument } from '../../activities/store/documents';
import type { LinkMade, LinkRow } from './contract';
import { linkState } from './link-state';
import { linkTokenHash, newLinkToken } from './link-token';
import { masked } from './masking';
import { Names } from './names';
import { Refusal } from './refusal';
import type { Call } from './routes';
import type { Services } from './services';

const DAY_MS = 24 * 3_600_000;
/** More open links to one form are nobody's honest work. */
const MOST_OPEN = 20;

/** What a link is for. */
export type LinkTarget =
  | { readonly kind: 'task'; readonly taskId: string; readonly processId: string; readonly branchId: string }
  | { readonly kind: 'start'; readonly processId: string; readonly branchId: string };

export interface LinkWish {
  /** Whom it is for, in the maker's words: only its mask is kept. */
  readonly label: string;
  readonly days: number;
  /** Sent as a text message to the person of the task's record, whose number is read there. */
  readonly sms?: boolean;
  /** Sent there instead, for want of a record with a number; not kept. */
  readonly phone?: string;
}

/** Makes a link. The token is in the answer and nowhere else, so it can't be shown a second time. */
export async function makeLink(call: Call, target: LinkTarget, earlier: readonly LinkRow[], wish: LinkWish, record?: string): Promise<LinkMade> {
  const { store, viewer, at, config } = call;
  if (earlier.filter(({ state }) => state === 'ready' || state === 'opened').length >= MOST_OPEN) throw new Refusal('TooManyAttempts', { zh: '有效的链接太多，请先收回不用的。', en: 'Too many links are open; take some back first.' });
  const phone = await numberFor(call, wish, record);
  if (phone !== undefined && config.sms === undefined) throw new Refusal('InvalidInput', { zh: '没有配置短信通道。', en: 'No SMS gateway is configured.' });
  const token = newLinkToken(store.keys);
  const link: LinkDocument = { _id: randomUUID(), tokenHash: linkTokenHash(token), ...target, label: masked(wish.label.trim()), createdBy: viewer.id, createdAt: at, expiresAt: new Date(at.getTime() + wish.days * DAY_MS) };
  await store.links.insert(link);
  await store.audit.add({ at, by: viewer.id, action: 'link.created', subject: target.kind === 'task' ? target.taskId : target.processId, branchId: target.branchId, detail: { link: link._id, days: wish.days } });
  const url = `${originOf(call)}/f/${token}`;
  const sms = phone === undefined ? undefined : await tell(call, link, phone, url, wish.days);
  const [row] = await linkRows(call, [{ ...link, ...(sms === undefined ? {} : { sms }) }], undefined, true);
  if (row === undefined) throw new Error(`Link "${link._id}" has no row`);
  return { link: row, url };
}

/** Where the message goes: to the number of the task's record if that has one, which nobody needs to type or see; else to the typed one. */
async function numberFor({ store }: Call, { sms = false, phone }: LinkWish, record: string | undefined): Promise<string | undefined> {
  if (!sms && phone === undefined) return undefined;
  const known = record === undefined ? undefined : await numberOfRecord(store, record);
  if (known !== undefined && phone !== undefined) throw new Refusal('InvalidInput', { zh: '短信发到台账里的手机号码，不用另外填写。', en: 'The message goes to the number in the record; type none.' });
  if (known === undefined && phone === undefined) throw new Refusal('InvalidInput', { zh: '台账里没有手机号码，请填写。', en: 'The record has no mobile number; type one.' });
  return known ?? phone;
}

/** A link is for people outside: it names the public address where one is set. */
function originOf({ config, request }: Call): string {
  return config.origins[0] ?? `${request.protocol}://${request.get('host') ?? ''}`;
}

/** A message that did not go out leaves a link that can be sent another way. */
async function tell({ config, store, at, log }: Call, link: LinkDocument, phone: string, url: string, days: number): Promise<NonNullable<LinkDocument['sms']>> {
  const text = `请打开链接填写表单：${url} ${days}天内有效，仅限您本人使用一次。`;
  let sent = false;
  try {
    if (config.sms !== undefined) await sendSms(config.sms, { to: phone, text: await signed(store, config.sms, text), id: link._id });
    sent = true;
  } catch (error) {
    // Neither number, text nor address is in the reason.
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'A link could not be sent as a text message');
  }
  const sms = { at, sent };
  await store.links.told(link._id, sms);
  return sms;
}

/** Links as their makers see them; never the token. A task's links share its state. */
export async function linkRows(services: Services, links: readonly LinkDocument[], task: Pick<TaskDocument, 'state'> | undefined, isOpen = task?.state === 'open'): Promise<LinkRow[]> {
  const names = await Names.of(services, links.map(({ createdBy }) => createdBy), []);
  const at = services.now();
  return links.map((link) => {
    const state = linkState(link, isOpen ? { state: 'open' } : task, at);
    const instants = { openedAt: link.openedAt, usedAt: link.usedAt, revokedAt: link.revokedAt };
    return {
      id: link._id, label: link.label, state, createdBy: names.person(link.createdBy), createdAt: link.createdAt.toISOString(), expiresAt: link.expiresAt.toISOString(),
      ...Object.fromEntries(Object.entries(instants).flatMap(([name, instant]) => (instant === undefined ? [] : [[name, instant.toISOString()]]))),
      ...(link.sms === undefined ? {} : { sms: link.sms.sent ? ('sent' as const) : ('failed' as const) }),
    };
  });
}
