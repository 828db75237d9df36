import { noticeDeliverer, type NoticeDeliverer } from '../../../activities/delivery/notice-deliverer';
import type { ChannelDocument, Timing } from '../../../activities/store/delivery/documents';
import { subjectOfChannel } from '../../../activities/store/delivery/channels';
import { subjectOfPerson } from '../../../activities/store/personal-subjects';
import type { Store } from '../../../activities/store/connect-store';
import type { NotificationDocument, TaskDocument } from '../../../activities/store/documents';
import { openStore, type TestStore } from '../../support/mongo';
import type { HttpReceiver, MailGateway } from './receivers';

export const BRANCH = 'xinfang';
/** An invented person's data that must never leave the portal. */
export const PERSONAL = ['示例王秘书', '13800001234', '330411199001011234', '手写备注'];

/** A store with a branch, and a deliverer whose clock the test sets. */
export interface DeliveryStage {
  readonly store: TestStore;
  readonly deliverer: NoticeDeliverer;
  /** Moves the clock; ISO instant. */
  at(instant: string): void;
  /** Runs until nothing that is due is left. */
  deliver(): Promise<void>;
  close(): Promise<void>;
}

export async function startDeliveryStage(receivers: { readonly mail?: MailGateway; readonly http?: HttpReceiver }): Promise<DeliveryStage> {
  const store = await openStore();
  let now = new Date('2026-12-08T01:00:00Z');
  await store.channels.ensureEmail();
  await store.branches.addMissing([branch('district', '示例区红十字会'), branch(BRANCH, '示例新塍镇红十字会', 'district'), branch('elsewhere', '示例街道红十字会', 'district')]);
  const deliverer = noticeDeliverer({
    store, zone: 'Asia/Shanghai', origin: 'https://boai.example.org', now: () => now,
    httpHosts: receivers.http === undefined ? [] : [receivers.http.host],
    ...(receivers.mail === undefined ? {} : { mail: { url: receivers.mail.url, from: '博爱流程 <boai@example.org>' } }),
  });
  return {
    store, deliverer,
    at: (instant) => void (now = new Date(instant)),
    deliver: async () => {
      await deliverer.run();
    },
    close: async () => {
      deliverer.close();
      await store.drop();
    },
  };
}

function branch(_id: string, name: string, parentId?: string): Parameters<Store['branches']['addMissing']>[0][number] {
  return {
    _id, name, kind: parentId === undefined ? '区' : '镇', ...(parentId === undefined ? {} : { parentId }), status: 'active', termNo: 3, termStart: '2021-12-01', termEnd: '2028-11-30', termYears: 5, variant: 'standard', supervisorMode: 'none',
    membersAdult: 1, membersYouth: 0, membersGroup: 0, officers: [], terms: [], sample: true,
  };
}

export interface Wishes {
  readonly channels?: readonly string[];
  readonly timing?: Timing;
  readonly email?: string;
  readonly branchId?: string;
}

/** The secretary of a branch, who wants to be reached so. */
export async function addPerson(store: Store, id: string, { channels = ['email'], timing = {}, email = `${id}@example.org`, branchId = BRANCH }: Wishes = {}): Promise<void> {
  await store.people.create({ id, login: id, name: '示例王秘书', passwordHash: 'x', posts: [{ role: 'branch_secretary', branchId }] });
  await store.notificationSettings.put({ _id: id, channels, timing, updatedAt: new Date(), ...(await store.personal.seal(subjectOfPerson(id), { email }, ['/email'])) });
}

export async function addChannel(store: Store, channel: Pick<ChannelDocument, '_id' | 'kind'> & Partial<ChannelDocument> & { readonly address: string; readonly key?: string }): Promise<void> {
  const { address, key, ...fields } = channel;
  const sealed = await store.personal.seal(subjectOfChannel(channel._id), { url: address, ...(key === undefined ? {} : { secret: key }) }, ['/url', '/secret']);
  await store.channels.insert({ name: channel._id, enabled: true, host: new URL(address).host, perMinute: 1000, timing: {}, failures: 0, minute: 0, sentInMinute: 0, ...fields, ...sealed });
}

let count = 0;

/** A reminder of a task of its own, as the engine's steps write it; its texts hold what must not get out. */
export async function remind(store: Store, at: string, more: Partial<NotificationDocument> & { readonly task?: Partial<TaskDocument> } = {}): Promise<string> {
  count += 1;
  const { task: taskFields, ...fields } = more;
  const instanceId = `branch-reelection/${BRANCH}/${count}`;
  const taskId = `${instanceId}/request-submit/1`;
  await store.instances.model.collection.insertOne({
    _id: instanceId, processId: 'branch-reelection', processName: { zh: '基层组织换届', en: 'Branch re-election' }, title: '示例王秘书 13800001234', businessKey: String(count), branchId: BRANCH, status: 'running', seq: 1,
  } as never);
  await store.tasks.insert({
    _id: taskId, instanceId, processId: 'branch-reelection', elementId: 'request-submit', name: { zh: '换届请示', en: 'Request' }, title: '示例王秘书', branchId: BRANCH, groups: [`branch_secretary@${BRANCH}`], users: [], excludedActors: [],
    due: new Date('2026-12-11T15:59:59Z'), dueAssumed: false, priority: 50, inputs: {}, state: 'open', openedAt: new Date(at), revision: 0, seq: 1, ...taskFields,
  });
  const id = `${instanceId}#1#0`;
  await store.notifications.insert({ _id: id, instanceId, taskId, groups: [`branch_secretary@${BRANCH}`], users: [], kind: 'reminder', text: { zh: '示例王秘书 330411199001011234 手写备注' }, branchId: BRANCH, at: new Date(at), readBy: [], toDeliver: true, ...fields });
  return id;
}
