import type { EventDefinition } from '../../engine/plan';

/** What an event catches, in words, as far as it is fixed: `error "broke"`. Undefined where two of a kind can stand side by side. */
export function caughtBy(event: EventDefinition): string | undefined {
  switch (event.kind) {
    case 'error':
    case 'escalation':
      return event.code === undefined ? event.kind : event.code.kind === 'fixed' ? `${event.kind} "${event.code.value}"` : undefined;
    case 'message':
    case 'signal':
      return event.name.kind === 'fixed' ? `${event.kind} "${event.name.value}"` : undefined;
    case 'compensation':
      return event.kind;
    case 'none':
    case 'timer':
    case 'link':
    case 'terminate':
      return undefined;
  }
}
