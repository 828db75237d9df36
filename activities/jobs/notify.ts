import type { NotificationDocument } from '../store/documents';
import { branchInput, optionalInput, textInput, wrongInput, type JobHandler } from './job';

/** Puts a notice into the portal of everybody it names; once per job, however often it is tried. */
export const notify: JobHandler = async (job, { store, now }) => {
  const text = textInput(job, 'text');
  const english = optionalInput(job, 'textEn');
  const recipients = listOf(optionalInput(job, 'to')).map((name) => withBranch(name, job.variables));
  if (recipients.length === 0) throw wrongInput(job, 'to', 'at least one role, role@branch or person');
  const people = new Set((await store.people.byIds(recipients)).map((person) => person._id));
  const notice: NotificationDocument = {
    _id: `job#${job.jobId}`,
    instanceId: job.instanceId,
    groups: recipients.filter((name) => !people.has(name)),
    users: recipients.filter((name) => people.has(name)),
    kind: 'notice',
    text: { zh: text, ...(typeof english === 'string' ? { en: english } : {}) },
    branchId: 'branchId' in job.variables ? branchInput(job) : '',
    at: now(),
    readBy: [],
    toDeliver: true,
  };
  await store.notifications.insert(notice);
  return {};
};

function listOf(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return items.flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item.trim()] : []));
}

/** `role@branchId` names a variable that holds a branch id, as reminders do; any other text after `@` is the id itself. */
function withBranch(name: string, variables: Readonly<Record<string, unknown>>): string {
  const [role, place] = name.split('@');
  const branch = place === undefined ? undefined : variables[place];
  return typeof branch === 'string' ? `${role}@${branch}` : name;
}
