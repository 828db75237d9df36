import type { Calendar, Value, Variables } from '../../feel/types';
import { publishedCalendar } from '../../feel/published-calendar';
import type { FormDocument } from '../../forms/document';
import type { InstanceDocument, TaskDocument } from '../../activities/store/documents';

/**
 * What a task's form may look at: the task's own inputs, and what the form says that it needs,
 * found where the engine would find it: from the task's scope outwards.
 */
export function contextOf(task: TaskDocument, instance: InstanceDocument | undefined, form: FormDocument | undefined): Variables {
  const needed = (form?.needs ?? []).flatMap((name) => {
    if (Object.hasOwn(task.inputs, name)) return [];
    const value = visibleVariable(task, instance, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...task.inputs, ...Object.fromEntries(needed) };
}

function visibleVariable(task: TaskDocument, instance: InstanceDocument | undefined, name: string): Value | undefined {
  const state = instance?.state;
  if (state === undefined) return undefined;
  const token = state.tasks[task._id]?.tokenId;
  let scopeId: string | undefined = (token === undefined ? undefined : state.tokens[token]?.scopeId) ?? 'root';
  while (scopeId !== undefined) {
    const scope: InstanceDocument['state']['scopes'][string] | undefined = state.scopes[scopeId];
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
