import type { StepWrite } from '../contract';
import type { LocalText, Plan } from '../../workflows/engine/plan';
import type { InstanceDocument } from './documents';
import type { Operation } from './operation';
import { branchOf, businessKeyOf, subjectOf, titleEnOf, titleOf, variablesOf } from './titles';

/**
 * The instance after a step: the last write, and the mark that all others are done. Guarded by `seq`:
 * when the document is at that step already, the upsert fails with a duplicate key.
 */
export function instanceOperation(step: StepWrite, plan: Plan): Operation {
  const { _id, ...fields } = instanceOf(step, plan);
  const unset = fields.due === undefined ? { $unset: { due: 1 } } : {};
  return { updateOne: { filter: { _id, seq: { $lt: step.seq } }, update: { $set: fields, ...unset }, upsert: true } };
}

/** The instance's document after a step. */
export function instanceOf(step: StepWrite, plan: Plan): InstanceDocument {
  const { state, instanceId } = step;
  const due = earliestDue(step);
  const reason = endReason(step);
  const { origin } = variablesOf(step);
  const titleEn = titleEnOf(plan, step);
  const subject = subjectOf(plan, variablesOf(step), state);
  return {
    _id: instanceId,
    processId: step.processId,
    planHash: step.planHash,
    processName: plan.name,
    businessKey: businessKeyOf(plan, step) ?? keyInId(step),
    title: titleOf(plan, step),
    ...(titleEn === undefined ? {} : { titleEn }),
    branchId: branchOf(step),
    ...(subject === undefined ? {} : { subject }),
    status: state.status === 'new' ? 'running' : state.status,
    incidents: Object.keys(state.incidents).length,
    seq: step.seq,
    startedAt: new Date(state.startedAt),
    startedBy: state.startedBy,
    ...(state.status === 'running' ? {} : { endedAt: new Date(step.now) }),
    ...(reason === undefined ? {} : { endReason: reason }),
    ...(step.parentId === undefined ? {} : { parentId: step.parentId }),
    ...(typeof origin === 'string' ? { origin } : {}),
    standsAt: standsAt(step, plan),
    ...(due === undefined ? {} : { due }),
    updatedAt: new Date(step.now),
    state,
  };
}

/** An instance without a business key of its own is known by what follows the process in its id. */
function keyInId({ instanceId, processId }: StepWrite): string {
  return instanceId.startsWith(`${processId}/`) ? instanceId.slice(processId.length + 1) : instanceId;
}

function standsAt({ state }: StepWrite, plan: Plan): InstanceDocument['standsAt'] {
  const owners = new Set(Object.values(state.scopes).map((scope) => scope.ownerToken));
  const places = new Map<string, { elementId: string; name: LocalText; since: string }>();
  for (const token of Object.values(state.tokens)) {
    const element = plan.elements[token.elementId];
    if (!element || owners.has(token.id) || token.joining) continue;
    const since = places.get(token.elementId)?.since;
    if (since === undefined || token.since < since) places.set(token.elementId, { elementId: token.elementId, name: element.name, since: token.since });
  }
  return [...places.values()];
}

function earliestDue({ state }: StepWrite): Date | undefined {
  const dues = Object.values(state.tasks).flatMap(({ task }) => (task.due === undefined ? [] : [task.due]));
  const [first] = dues.sort();
  return first === undefined ? undefined : new Date(first);
}

function endReason({ event, commands }: StepWrite): string | undefined {
  if (event.kind === 'cancelled') return event.reason;
  const end = commands.find((command) => command.kind === 'end');
  return end?.kind === 'end' && end.outcome === 'failed' ? (end.errorCode ?? 'failed') : undefined;
}
