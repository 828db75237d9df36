import { actionOf } from '../../workflows/engine/action-of';
import type { Element, EventDefinition, Plan } from '../../workflows/engine/plan';
import type { DefinitionDocument } from './documents';

/** Ids of the forms that the plan's tasks, its start and what people may do at its events name. */
export function formIds(plan: Plan): readonly string[] {
  const named = Object.values(plan.elements).flatMap((element) => (element.kind === 'userTask' ? (element.form ?? []) : (actionOf(element)?.form ?? [])));
  return [...new Set([...(plan.startForm === undefined ? [] : [plan.startForm]), ...named])].sort();
}

/** Ids of the processes that the plan calls by a fixed name. */
export function calledProcesses(plan: Plan): readonly string[] {
  const ids = Object.values(plan.elements).flatMap((element) => (element.kind === 'callActivity' && element.process.kind === 'fixed' ? [element.process.value] : []));
  return [...new Set(ids)].sort();
}

/** Job types that the plan names, with the element that does. */
export function jobTypes(plan: Plan): readonly { readonly elementId: string; readonly type: string }[] {
  return Object.values(plan.elements).flatMap((element) =>
    element.kind === 'serviceTask' && element.jobType.kind === 'fixed' ? [{ elementId: element.id, type: element.jobType.value }] : [],
  );
}

/** How instances begin without a person. */
export function startsOf(plan: Plan): Pick<DefinitionDocument, 'startsBySchedule' | 'messageStarts' | 'signalStarts'> {
  const starts = plan.root.starts.flatMap((id) => {
    const element = plan.elements[id];
    return element?.kind === 'startEvent' ? [element] : [];
  });
  return {
    startsBySchedule: starts.some(({ event }) => event.kind === 'timer'),
    messageStarts: starts.flatMap((start) => named(start, 'message')),
    signalStarts: starts.flatMap((start) => named(start, 'signal')),
  };
}

function named(start: Element & { readonly event: EventDefinition }, kind: 'message' | 'signal'): { readonly name: string; readonly startEvent: string }[] {
  const { event } = start;
  if (event.kind !== kind || !('name' in event) || typeof event.name !== 'object' || event.name.kind !== 'fixed') return [];
  return [{ name: event.name.value, startEvent: start.id }];
}
