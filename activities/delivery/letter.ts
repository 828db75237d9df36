import { createHash } from 'node:crypto';
import type { LocalText } from '../../workflows/engine/plan';
import type { Store } from '../store/connect-store';
import type { NoticeSubject } from '../store/delivery/documents';
import { districtDay } from '../store/district-day';
import type { NotificationDocument } from '../store/documents';

/** One message, whatever carries it. Only what kind of thing waits, at which branch, and where to look: nothing about persons. */
export interface Letter {
  /** The same for every attempt: what receivers tell repeated messages by. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly items: readonly (NoticeSubject & { readonly url?: string })[];
}

export interface Writing {
  readonly locale: 'zh' | 'en';
  /** Origin of the portal; without it a message holds no links. */
  readonly origin: string | undefined;
}

const MOST_LINES = 20;
const WORDS = {
  zh: {
    reminder: '提醒', escalation: '逾期上报', notice: '通知', due: (day: string) => `，${day} 到期`, more: (n: number) => `另有 ${n} 项，请登录查看。`,
    subject: (n: number) => `博爱流程：${n} 项待办提醒`, head: (n: number) => `您有 ${n} 项待办提醒：`, foot: (url: string) => `查看全部：${url}`, test: '博爱流程：测试消息', testText: '这是一条测试消息，收到说明通知渠道可用。', where: (branch: string) => `（${branch}）`,
  },
  en: {
    reminder: 'Reminder', escalation: 'Escalation', notice: 'Notice', due: (day: string) => `, due ${day}`, more: (n: number) => `and ${n} more: sign in to see them.`,
    subject: (n: number) => `Boai Flow: ${n} reminder${n === 1 ? '' : 's'}`, head: (n: number) => `${n} reminder${n === 1 ? '' : 's'} for you:`, foot: (url: string) => `See all: ${url}`, test: 'Boai Flow: test message', testText: 'This is a test message: the channel works.', where: (branch: string) => ` (${branch})`,
  },
} as const;

/** The id by which receivers know a message again. */
export function letterId(deliveryId: string): string {
  return createHash('sha256').update(deliveryId).digest('hex').slice(0, 40);
}

/** Writes what waits as plain text, which no receiver takes for markup. */
export function letterOf(deliveryId: string, subjects: readonly NoticeSubject[], { locale, origin }: Writing): Letter {
  const words = WORDS[locale];
  const items = subjects.map((subject) => ({ ...subject, ...(origin === undefined ? {} : { url: `${origin}${subject.path}` }) }));
  const say = (text: LocalText): string => oneLine(locale === 'en' ? (text.en ?? text.zh) : text.zh);
  const lines = items.slice(0, MOST_LINES).map(({ kind, process, step, branch, due, url }) => {
    const what = step === undefined ? say(process) : `${say(process)} · ${say(step)}`;
    return `- [${words[kind]}] ${what}${branch === '' ? '' : words.where(oneLine(branch))}${due === undefined ? '' : words.due(due)}${url === undefined ? '' : `\n  ${url}`}`;
  });
  const more = items.length > MOST_LINES ? [words.more(items.length - MOST_LINES)] : [];
  const foot = origin === undefined ? [] : ['', words.foot(`${origin}/notifications`)];
  return { id: letterId(deliveryId), subject: words.subject(items.length), text: [words.head(items.length), '', ...lines, ...more, ...foot].join('\n'), items };
}

export function testLetter(deliveryId: string, { locale }: Writing): Letter {
  return { id: letterId(deliveryId), subject: WORDS[locale].test, text: WORDS[locale].testText, items: [] };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What the notices are about, in their order; without those whose task is done by now. */
export async function subjectsOf(store: Store, notices: readonly NotificationDocument[]): Promise<NoticeSubject[]> {
  const [tasks, instances, branches] = await Promise.all([
    store.tasks.find({ _id: { $in: notices.flatMap(({ taskId }) => taskId ?? []) } }, { without: ['inputs'] }),
    store.instances.find({ _id: { $in: notices.map(({ instanceId }) => instanceId) } }, { without: ['state', 'standsAt'] }),
    store.branches.byIds(notices.map(({ branchId }) => branchId)),
  ]);
  const taskOf = new Map(tasks.map((task) => [task._id, task]));
  const processOf = new Map(instances.map((instance) => [instance._id, instance.processName]));
  const nameOf = new Map(branches.map((branch) => [branch._id, branch.name]));
  return notices.flatMap(({ kind, taskId, instanceId, branchId }): NoticeSubject[] => {
    const task = taskId === undefined ? undefined : taskOf.get(taskId);
    if (task !== undefined && task.state !== 'open') return [];
    const about = { kind, process: processOf.get(instanceId) ?? { zh: '事项', en: 'Case' }, branch: nameOf.get(branchId) ?? '' };
    if (task === undefined) return [{ ...about, path: `/instances/${encodeURIComponent(instanceId)}` }];
    return [{ ...about, step: task.name, ...(task.due === undefined ? {} : { due: districtDay(task.due) }), path: `/tasks/${encodeURIComponent(task._id)}` }];
  });
}
