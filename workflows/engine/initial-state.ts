import type { Calendar } from '../../feel/types';
import type { State } from './state';

/** The state of an instance before its `started` event. `called`: a call activity of another instance starts it. */
export function initialState(instanceId: string, calendar: Calendar, options: { readonly called?: boolean } = {}): State {
  return {
    schema: 1,
    semantics: 1,
    instanceId,
    seq: 0,
    status: 'new',
    startedAt: '',
    startedBy: '',
    calendar,
    scopes: {},
    tokens: {},
    timers: {},
    tasks: {},
    answered: {},
    jobs: {},
    subscriptions: {},
    children: {},
    incidents: {},
    received: [],
    openings: {},
    next: 1,
    called: options.called ?? false,
  };
}
