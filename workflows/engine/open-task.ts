import { dueInstant } from '../../feel';
import type { Variables } from '../../feel/types';
import type { OpenedTask } from './commands';
import { laneGroups, listOf } from './groups';
import type { UserTask, Valued } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';

/** Everything that people and the portal need to know of a task that opens now. */
export function openTask(run: Run, element: UserTask, variables: Variables, inputs: Variables = {}): OpenedTask {
  const id = `${run.instanceId}/${element.id}/${run.open(element.id)}`;
  const assignee = optionalText(run, element.assignee, variables, '办理人');
  const groups = listOf(run, element.candidateGroups, variables, '候选组');
  const users = listOf(run, element.candidateUsers, variables, '候选人');
  const isUnassigned = assignee === undefined && groups.length === 0 && users.length === 0;
  return {
    id,
    elementId: element.id,
    name: element.name,
    ...(element.form === undefined ? {} : { form: element.form }),
    ...(assignee === undefined ? {} : { assignee }),
    groups: isUnassigned ? laneGroups(element.lane, variables) : groups,
    users,
    excludedActors: excludedActors(run, element),
    ...deadlineOf(run, element, variables, run.now),
    priority: priorityOf(run, element, variables),
    inputs,
    openedAt: run.now,
    ...aboutOf(run, element, variables),
  };
}

/** What stands beside the form. */
function aboutOf(run: Run, element: UserTask, variables: Variables): Pick<OpenedTask, 'record' | 'related' | 'script' | 'byLink'> {
  const { related, script, byLink } = element;
  const record = element.record === undefined ? undefined : optionalText(run, { kind: 'feel', feel: element.record }, variables, '任务所涉记录');
  return { ...(record === undefined ? {} : { record }), ...(related ? { related } : {}), ...(script ? { script } : {}), ...(byLink ? { byLink } : {}) };
}

/** Due and follow-up as they follow from the variables, for a task opened at that instant. */
export function deadlineOf(run: Run, element: UserTask, variables: Variables, openedAt: string): Pick<OpenedTask, 'due' | 'dueAssumed' | 'followUp'> {
  const due = instantOf(run, element.due, variables, openedAt, '到期日');
  const followUp = instantOf(run, element.followUp, variables, openedAt, '跟进日');
  return {
    ...(due.at === undefined ? {} : { due: due.at }),
    dueAssumed: due.assumed,
    ...(followUp.at === undefined ? {} : { followUp: followUp.at }),
  };
}

function instantOf(run: Run, valued: Valued<string> | undefined, variables: Variables, openedAt: string, what: string): { at?: string; assumed: boolean } {
  if (!valued) return { assumed: false };
  const { value, assumedYears } = run.valueOf(valued, variables, openedAt);
  if (value === null || value === '') return { assumed: false };
  if (typeof value !== 'string') throw new Problem('expression', `${what}应为日期，实际为 ${shown(value)}`);
  try {
    return { at: dueInstant(value, run.plan.zone), assumed: assumedYears.length > 0 };
  } catch {
    throw new Problem('expression', `${what}应为日期，实际为 ${shown(value)}`);
  }
}

function excludedActors(run: Run, element: UserTask): string[] {
  if (element.notActorOf.length === 0) return [];
  // A deputy acts in somebody's name: neither of the two decides what follows.
  const actors = run.answered.values().filter((task) => element.notActorOf.includes(task.elementId));
  return [...new Set(actors.flatMap(({ by, onBehalfOf }) => (onBehalfOf === undefined ? [by] : [by, onBehalfOf])))];
}

function priorityOf(run: Run, element: UserTask, variables: Variables): number {
  const value = element.priority ? run.valueOf(element.priority, variables).value : 50;
  if (typeof value === 'number') return value;
  throw new Problem('expression', `优先级应为数字，实际为 ${shown(value)}`);
}

function optionalText(run: Run, valued: Valued<string> | undefined, variables: Variables, what: string): string | undefined {
  const value = valued ? run.valueOf(valued, variables).value : null;
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new Problem('expression', `${what}应为文本，实际为 ${shown(value)}`);
}
