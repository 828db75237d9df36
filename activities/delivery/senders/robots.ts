import { createHmac } from 'node:crypto';
import { ChannelAway, Undeliverable } from '../failures';
import type { Letter } from '../letter';
import { postJson } from './post-json';
import type { Sender } from './sender';

/** What WeCom takes in one text message. */
const WECOM_BYTES = 2048;
const DINGTALK_BYTES = 18_000;
/** Too many messages in a minute: WeCom's 45009, DingTalk's 130101. */
const TOO_FAST: ReadonlySet<number> = new Set([45009, 130101]);

/** A robot of a WeCom group (企业微信群机器人): its key stands in the address. */
export function wecomSender(hosts: readonly string[]): Sender {
  return async (letter, { url }) => {
    const body = JSON.stringify({ msgtype: 'text', text: { content: fitting(letter, WECOM_BYTES) } });
    mustHaveTaken(await postJson({ url: addressOf(url), body, hosts, known: ['qyapi.weixin.qq.com'] }));
  };
}

/** A robot of a DingTalk group (钉钉群机器人); with a secret its calls are signed (加签). */
export function dingtalkSender(hosts: readonly string[], now: () => Date): Sender {
  return async (letter, { url, secret }) => {
    const body = JSON.stringify({ msgtype: 'text', text: { content: fitting(letter, DINGTALK_BYTES) }, at: { isAtAll: false } });
    const address = new URL(addressOf(url));
    if (secret !== undefined) {
      const timestamp = String(now().getTime());
      address.searchParams.set('timestamp', timestamp);
      address.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
    }
    mustHaveTaken(await postJson({ url: address.href, body, hosts, known: ['oapi.dingtalk.com'] }));
  };
}

function addressOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) throw new Undeliverable('The channel has no address');
  return url;
}

/** Robots answer 200 with a code; 0 means taken. */
function mustHaveTaken(answer: string): void {
  const code = codeOf(answer);
  if (code === 0) return;
  if (code !== undefined && TOO_FAST.has(code)) throw new ChannelAway(`The robot takes no more messages this minute (${code})`);
  throw new Error(`The robot refused the message (${code ?? 'no code'})`);
}

function codeOf(answer: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(answer);
    return typeof parsed === 'object' && parsed !== null && 'errcode' in parsed && typeof parsed.errcode === 'number' ? parsed.errcode : undefined;
  } catch {
    return undefined;
  }
}

/** The text cut at a line's end where it is too long. */
function fitting({ text }: Letter, most: number): string {
  const lines = text.split('\n');
  while (lines.length > 1 && Buffer.byteLength(lines.join('\n')) > most) lines.splice(-2, 1);
  return lines.join('\n');
}
