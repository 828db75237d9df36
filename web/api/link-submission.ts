import type { LinkDocument } from '../../activities/store/documents';
import { isByLink } from './by-link';
import { complete, type Answers } from './completion';
import type { LinkResult } from './contract';
import { refusalOf } from './errors';
import type { UsableLink } from './link-access';
import { whyUnusable } from './link-state';
import { latestDefinition } from './process-access';
import { forbidden, Refusal } from './refusal';
import type { Call } from './routes';
import { start } from './starting';

/** A submission that broke off in the middle holds its link for so long at most. */
const HELD_MS = 60_000;

/**
 * Hands in what was filled in by a link, as any completion or start: checked, separated, and once. The link is taken
 * first and given back when the answers are refused; while nobody knows what became of them it stays taken.
 */
export async function submitByLink(call: Call, usable: UsableLink, answers: Answers, key: string): Promise<LinkResult> {
  const { store, at } = call;
  const { link } = usable;
  if (link.usedAt === undefined) await take(call, link, key);
  try {
    const { instanceId, visible } = await handIn(call, usable, answers, key);
    await store.links.used(link._id, key, at, instanceId);
    return { visible };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== undefined && refusal.code !== 'Unavailable') await store.links.giveBack(link._id, key);
    throw refusal === undefined ? error : toldOutside(refusal);
  }
}

/** Somebody outside learns neither who was first nor what else is running. */
function toldOutside(refusal: Refusal): Refusal {
  if (refusal.code === 'TaskNotOpen' || refusal.code === 'NotRunning') return whyUnusable('closed') ?? refusal;
  if (refusal.code === 'AlreadyRunning') return new Refusal('AlreadyRunning', { zh: '同样的事项已在办理，不用再次提交。', en: 'The same matter is being dealt with already; no need to hand it in again.' });
  return refusal;
}

async function take({ store, at }: Call, link: LinkDocument, key: string): Promise<void> {
  if (await store.links.reserve(link._id, key, at)) return;
  const now = await store.links.byId(link._id);
  if (now?.key !== undefined && now.usedAt === undefined && now.revokedAt === undefined) {
    const before = await store.submissions.byId(now.key);
    if (before?.status === 'accepted') await store.links.used(link._id, now.key, at, before.instanceId);
    const brokeOff = before === undefined && (now.keyAt?.getTime() ?? 0) < at.getTime() - HELD_MS;
    if ((brokeOff || before?.status === 'refused') && (await store.links.giveBack(link._id, now.key)) && (await store.links.reserve(link._id, key, at))) return;
    if (before?.status === 'accepted') throw whyUnusable('used') ?? forbidden();
    throw new Refusal('KeyReused', { zh: '刚才提交的内容正在处理，请过一分钟再看。', en: 'What was just handed in is being processed; look again in a minute.' });
  }
  throw whyUnusable(now?.revokedAt === undefined ? 'used' : 'revoked') ?? forbidden();
}

async function handIn(call: Call, { link, task, actor }: UsableLink, answers: Answers, key: string): Promise<{ readonly instanceId: string; readonly visible: boolean }> {
  if (task !== undefined) {
    // Claims are between colleagues: whoever was sent the link may answer all the same.
    const { claimedBy: _claimedBy, claimedAt: _claimedAt, ...free } = task;
    const { visible } = await complete(call, actor, { task: free, answers, key, revision: undefined });
    return { instanceId: task.instanceId, visible };
  }
  const { plan } = await latestDefinition(call, link.processId);
  if (!isByLink(plan)) throw forbidden({ zh: '这张表单不再通过链接填写。', en: 'This form is no longer filled in by a link.' });
  return start(call, actor, { plan, branchId: link.branchId, answers, key });
}
