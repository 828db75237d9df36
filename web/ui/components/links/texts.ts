import type { LinkState } from '../../../api/contract';
import { bilingual } from '../language/language';

const zhStates: Readonly<Record<LinkState, string>> = { ready: '未打开', opened: '已打开', used: '已提交', expired: '已过期', revoked: '已收回', closed: '任务已办结' };
const enStates: Readonly<Record<LinkState, string>> = { ready: 'not opened yet', opened: 'opened', used: 'handed in', expired: 'expired', revoked: 'taken back', closed: 'task is over' };

export const texts = bilingual(
  {
    send: '发送链接', title: '请对方通过链接填写', lead: '对方不需要账号，用手机打开链接或扫二维码就能填写这张表单并提交。链接只能用一次，只能看到这张表单。',
    label: '发给谁', labelHint: '只用来在列表里区分，保存时会隐去部分文字。', days: '有效天数', day: (n: number) => `${n}天`, phone: '手机号（填写则发短信，可不填）', wrongPhone: '手机号格式不正确', toNumber: (number: string) => `发短信到台账里的手机号（${number}）`,
    make: '生成链接', made: '链接已生成', once: '链接只显示这一次，请现在复制、扫码或转发给对方本人。', copy: '复制链接', copied: '链接已复制', address: '链接', qr: '扫描二维码打开表单',
    smsSent: '短信已发送', smsFailed: '短信没有发出，请用其他方式发给对方', another: '再生成一个', close: '关闭',
    list: '已发出的链接', none: '还没有发过链接。', until: '有效至', revoke: '收回', revoked: '链接已收回', state: (state: LinkState) => zhStates[state], by: (name: string) => `${name} 发出`,
  },
  {
    send: 'Send a link', title: 'Have somebody fill this in by a link', lead: 'They need no account: they open the link or scan the code, fill in this form and hand it in. A link works once and shows this form only.',
    label: 'For whom', labelHint: 'Only to tell links apart; part of it is hidden when it is stored.', days: 'Valid for', day: (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`, phone: 'Mobile number (sends a text message; optional)', wrongPhone: 'This is no mobile number', toNumber: (number: string) => `Send a text message to the number in the record (${number})`,
    make: 'Make the link', made: 'The link is ready', once: 'It is shown this once. Copy it, have it scanned, or pass it to the person now.', copy: 'Copy the link', copied: 'Link copied', address: 'Link', qr: 'Scan to open the form',
    smsSent: 'Text message sent', smsFailed: 'The text message did not go out; send the link another way', another: 'Make another', close: 'Close',
    list: 'Links sent', none: 'No link has been sent yet.', until: 'valid until', revoke: 'Take back', revoked: 'The link was taken back', state: (state: LinkState) => enStates[state], by: (name: string) => `by ${name}`,
  },
);
