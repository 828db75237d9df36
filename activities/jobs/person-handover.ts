import { ApplicationFailure } from '@temporalio/activity';
import type { PersonDocument, Post } from '../store/documents';
import { districtDay } from '../store/district-day';
import type { Store } from '../store/connect-store';
import { branchInput, type JobHandler } from './job';
import { submittedList, type Row } from './submitted-list';

interface Handover {
  readonly branchId: string;
  readonly from: string;
  readonly to?: string;
}

/**
 * Hands accounts of a branch over: whoever leaves loses the posts there, and the account too when no other post is
 * left; the successor gets the posts and the open tasks. Repeating it changes nothing.
 */
export const personHandover: JobHandler = async (job, { store, now }) => {
  const branchId = branchInput(job);
  const rows = await submittedList(store, job, { step: 'accountsFrom', field: 'accountsAt', usual: 'accounts' });
  let disabled = 0;
  let passedOn = 0;
  for (const [index, row] of rows.entries()) {
    const handover: Handover = { branchId, ...accountOf(row) };
    const day = districtDay(now());
    const done = await handOver(store, handover, day);
    disabled += done.disabled ? 1 : 0;
    passedOn += done.passedOn;
    const subject = handover.from;
    const detail = { instanceId: job.instanceId, ...(handover.to === undefined ? {} : { successor: handover.to }), disabled: done.disabled, passedOn: done.passedOn };
    await store.audit.insert({ _id: `job#${job.jobId}#${index}`, at: now(), by: 'system', action: 'person.handed-over', subject, branchId, detail });
  }
  return { disabled, passedOn };
};

async function handOver(store: Store, { branchId, from, to }: Handover, day: string): Promise<{ readonly disabled: boolean; readonly passedOn: number }> {
  const leaving = await store.people.byId(from);
  if (!leaving) throw ApplicationFailure.nonRetryable(`There is no person "${from}"`, 'UnknownPerson');
  const successor = to === undefined ? undefined : await store.people.byId(to);
  if (to !== undefined && !successor) throw ApplicationFailure.nonRetryable(`There is no person "${to}"`, 'UnknownPerson');

  // The successor first: a repeat still finds what there is to hand over.
  const atBranch = leaving.posts.filter((post) => post.branchId === branchId);
  if (successor) await givePosts(store, successor, atBranch, day);
  const passedOn = await store.tasks.passOn({ branchId, from, to });
  const left = leaving.posts.filter((post) => post.branchId !== branchId);
  await store.people.setPosts(from, left);
  if (left.length === 0) await store.people.setDisabled(from, true);
  return { disabled: left.length === 0, passedOn };
}

async function givePosts(store: Store, successor: PersonDocument, posts: readonly Post[], day: string): Promise<void> {
  const held = new Set(successor.posts.map(({ role, branchId }) => `${role}@${branchId}`));
  const added = posts.filter(({ role, branchId }) => !held.has(`${role}@${branchId}`)).map(({ role, branchId }) => ({ role, branchId, from: day }));
  if (added.length > 0) await store.people.setPosts(successor._id, [...successor.posts, ...added]);
}

function accountOf({ person, successor }: Row): { readonly from: string; readonly to?: string } {
  if (typeof person !== 'string') throw ApplicationFailure.nonRetryable('A row of the accounts names no person', 'WrongInput');
  return typeof successor === 'string' && successor !== '' ? { from: person, to: successor } : { from: person };
}
