import type { Calendar, Value, Variables } from '../../feel/types';
import { publishedCalendar } from '../../feel/published-calendar';
import type { FormDocument } from '../../forms/document';
import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';
import { purposesToRenew } from '../../activities/consents';
import type { State } from '../../workflows/engine/state';
import type { Services } from './services';

/**
 * What a task's form may look at: the task's own inputs, and what the form says that it needs,
 * found where the engine would find it: from the task's scope outwards.
 */
function contextOf(task: TaskDocument, instance: InstanceDocument | undefined, form: FormDocument | undefined): Variables {
  const state = instance?.state;
  if (state === undefined) return task.inputs;
  const token = state.tasks[task._id]?.tokenId;
  const scopeId = token === undefined ? undefined : state.tokens[token]?.scopeId;
  return { ...needed(state, scopeId, (form?.needs ?? []).filter((name) => !Object.hasOwn(task.inputs, name))), ...task.inputs };
}

/** The purposes to which the person of the task's record agreed in an older text: what the portal itself knows, for forms that need it. */
const TO_RENEW = 'consents_to_renew';

/** The same with what the portal looks up for a form that needs it. */
export async function taskContext({ store }: Pick<Services, 'store'>, task: TaskDocument, instance: InstanceDocument | undefined, form: FormDocument | undefined): Promise<Variables> {
  const context = contextOf(task, instance, form);
  return form?.needs?.includes(TO_RENEW) === true ? { ...context, [TO_RENEW]: await purposesToRenew(store, task.record) } : context;
}

/** What the form of an action may look at: what it says that it needs, found from the scope of its event outwards. */
export function actionContext({ state }: InstanceDocument, subscriptionId: string, form: FormDocument): Variables {
  const subscription = state.subscriptions[subscriptionId];
  const scopeId = subscription?.scopeId ?? state.tokens[subscription?.tokenId ?? '']?.scopeId;
  return needed(state, scopeId, form.needs ?? []);
}

function needed(state: State, scopeId: string | undefined, names: readonly string[]): Variables {
  const entries = names.flatMap((name) => {
    const value = visibleVariable(state, scopeId, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function visibleVariable(state: State, from: string | undefined, name: string): Value | undefined {
  let scopeId: string | undefined = from ?? 'root';
  while (scopeId !== undefined) {
    const scope: State['scopes'][string] | undefined = state.scopes[scopeId];
    if (scope && Object.hasOwn(scope.variables, name)) return scope.variables[name];
    scopeId = scope?.parent;
  }
  return undefined;
}

let published: Calendar | undefined;

/** The calendar that an instance counts with; today's table for one that is not there yet. */
export function calendarOf(instance: InstanceDocument | undefined): Calendar {
  published ??= publishedCalendar();
  return instance?.state.calendar ?? published;
}
