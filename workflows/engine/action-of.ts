import type { Action, Element, LocalText, Plan } from './plan';
import type { State } from './state';

/** Something that people may do now, at an event that waits. */
export interface PossibleAction {
  readonly subscriptionId: string;
  /** The event's own id: of an event sub-process, that of its start event. */
  readonly elementId: string;
  readonly name: LocalText;
  readonly form: string;
  readonly groups: readonly string[];
}

/** What people may do while the event waits; undefined for all other elements. */
export function actionOf(element: Element | undefined): Action | undefined {
  return element && 'event' in element && element.event.kind === 'message' ? element.event.action : undefined;
}

/** The element whose event is waited for: of an event sub-process, its start event. */
export function catchingElement(plan: Plan, elementId: string): Element | undefined {
  const element = plan.elements[elementId];
  return element?.kind === 'eventSubProcess' ? plan.elements[element.start] : element;
}

/** Everything that people may do at this moment, in the order in which it became possible. */
export function possibleActions(plan: Plan, state: State): readonly PossibleAction[] {
  return Object.values(state.subscriptions).flatMap(({ id, action }) => (action ? [{ subscriptionId: id, elementId: action.eventId, name: actionName(plan, action.eventId), form: action.form, groups: action.groups }] : []));
}

/** What the button says: the event's name; the sub-process's, when its start event has none. */
export function actionName(plan: Plan, eventId: string): LocalText {
  const event = plan.elements[eventId];
  if (!event) return { zh: eventId };
  const around = plan.elements[event.scope];
  return event.name.zh === event.id && around?.kind === 'eventSubProcess' ? around.name : event.name;
}
