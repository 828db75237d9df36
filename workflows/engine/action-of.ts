import type { Action, Element } from './plan';

/** What people may do while the event waits; undefined for all other elements. */
export function actionOf(element: Element | undefined): Action | undefined {
  return element && 'event' in element && element.event.kind === 'message' ? element.event.action : undefined;
}
