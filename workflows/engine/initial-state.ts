import type { Calendar } from '../../feel/types';
import { SEMANTICS, type Semantics } from './semantics';
import type { State } from './state';

/** The state of an instance before its `started` event. `called`: a call activity of another instance starts it. `semantics`: of a run that began before the present ones. */
export function initialState(instanceId: string, calendar: Calendar, options: { readonly called?: boolean; readonly semantics?: Semantics } = {}): State {
  return {
    schema: 1,
    semantics: options.semantics ?? SEMANTICS,
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
