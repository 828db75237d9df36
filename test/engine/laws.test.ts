import fc from 'fast-check';
import type { Value } from '../../feel/types';
import { explain, initialState, nextTimer, rehearse, step } from '../../workflows/engine';
import type { EngineEvent } from '../../workflows/engine/events';
import type { Plan } from '../../workflows/engine/plan';
import type { State } from '../../workflows/engine/state';
import { checkTokens, Ledger } from './support/ledger';
import { calendar, copy, Play } from './support/play';
import { anyPlan } from './support/random-plan';

/** Everything that may happen to the instance next, for real. */
function possible(state: State, answers: { readonly [name: string]: Value }, number: number): { event: EngineEvent; now?: string }[] {
  const timers = Object.values(state.timers).map((timer) => ({ event: { kind: 'timer-fired', timerId: timer.id } as const, now: timer.due }));
  const subscriptions = Object.values(state.subscriptions).map((one): { event: EngineEvent } => ({
    event: one.action ? { kind: 'action-taken', subscriptionId: one.id, answers: { acted: number }, by: 'ann', key: `a${number}`, answerHash: '' } : one.kind === 'message' ? { kind: 'message-received', messageId: `m${number}`, subscriptionId: one.id, variables: { got: number } } : { kind: 'signal-received', signalId: `g${number}`, name: one.name, variables: {} },
  }));
  return [
    ...Object.keys(state.tasks).map((taskId) => ({ event: { kind: 'task-completed', taskId, answers, by: 'ann', key: `k${number}`, answerHash: '' } as const })),
    ...Object.keys(state.jobs).map((jobId) => ({ event: { kind: 'job-completed', jobId, variables: { done: true } } as const })),
    ...Object.keys(state.children).map((childId) => ({ event: { kind: 'child-ended', childId, outcome: 'completed', variables: {} } as const })),
    ...Object.keys(state.incidents).map((incidentId) => ({ event: { kind: 'incident-retried', incidentId, by: 'ann' } as const })),
    ...timers,
    ...subscriptions,
  ];
}

/** Leaves out what stands beside the way: messages at a boundary could come for ever. */
function withoutExceptions(plan: Plan, state: State): State {
  const isOnTheWay = ({ elementId }: { readonly elementId: string }): boolean => ['catchEvent', 'receiveTask'].includes(plan.elements[elementId]?.kind ?? '');
  const only = <T extends { readonly elementId: string }>(waits: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(waits).filter(([, wait]) => isOnTheWay(wait)));
  return { ...state, timers: only(state.timers), subscriptions: only(state.subscriptions) };
}

/** What may go wrong, and what must not matter. */
function unusual(state: State, number: number): EngineEvent[] {
  const [jobId] = Object.keys(state.jobs);
  const [childId] = Object.keys(state.children);
  const campaign = Object.values(state.scopes).find((scope) => scope.loop?.branches);
  const stopped = Object.values(state.tokens).find((token) => token.childId !== undefined && !Object.hasOwn(state.children, token.childId));
  return [
    { kind: 'job-failed', jobId: jobId ?? 'none', message: 'no', errorCode: 'E' },
    { kind: 'job-failed', jobId: jobId ?? 'none', message: 'no' },
    { kind: 'child-ended', childId: childId ?? 'none', outcome: 'failed', variables: {}, errorCode: 'E' },
    { kind: 'child-ended', childId: childId ?? 'none', outcome: 'completed', variables: {}, errorCode: 'X' },
    { kind: 'child-ended', childId: childId ?? 'none', outcome: 'cancelled', variables: {} },
    { kind: 'items-added', elementId: campaign?.elementId ?? 'none', items: ['new', { branchId: `b${number}` }, 'new', 7], by: 'ann', key: `i${number}` },
    { kind: 'child-exempted', childId: Object.keys(state.children).at(-1) ?? 'none', branchId: 'new', by: 'ann', reason: 'merged' },
    { kind: 'child-exempted', childId: stopped?.childId ?? 'none', branchId: 'new', by: 'ann', reason: 'merged' },
    { kind: 'action-taken', subscriptionId: 'none', answers: {}, by: 'ann', key: 'none', answerHash: '' },
    { kind: 'signal-received', signalId: `g${number}`, name: 'alarm', variables: { alarmed: true } },
    { kind: 'variables-changed', variables: { changed: number }, by: 'ann', reason: '' },
    { kind: 'calendar-changed', calendar: { version: String(number), years: {} } },
    { kind: 'task-completed', taskId: 'none', answers: {}, by: 'ann', key: 'none', answerHash: '' },
    { kind: 'timer-fired', timerId: 'none' },
    { kind: 'message-received', messageId: 'none', subscriptionId: 'none', variables: {} },
    { kind: 'incident-retried', incidentId: 'none', by: 'ann' },
    { kind: 'started', variables: {}, by: 'ann', calendar },
  ];
}

/** A choice for each event: which of the possible ones, or an unusual one. */
const anyChoices = fc.array(fc.record({ pick: fc.nat(1_000), isUnusual: fc.boolean(), again: fc.boolean(), flags: fc.tuple(fc.boolean(), fc.boolean()) }), { maxLength: 25 });

/** Plays the choices, then brings the instance to its end, checking the books after each step. */
function playOut(plan: Plan, choices: readonly { pick: number; isUnusual: boolean; again: boolean; flags: readonly [boolean, boolean] }[], called: boolean): Play {
  const play = new Play(plan, { called });
  const ledger = new Ledger();
  let number = 0;
  const take = (event: EngineEvent, now?: string): void => {
    number += 1;
    const before = play.state;
    play.take(event, now ?? play.now);
    if (play.state !== before) ledger.book(event, play.last);
    ledger.check(play.state);
    if (play.state.status !== 'new') checkTokens(play.state);
    explain(plan, play.state);
  };
  take({ kind: 'started', variables: {}, by: 'ann', calendar });
  for (const { pick, isUnusual, again, flags } of choices) {
    const options = isUnusual ? unusual(play.state, number).map((event): { event: EngineEvent; now?: string } => ({ event })) : possible(play.state, { again, flag1: flags[0], flag2: flags[1] }, number);
    const chosen = options[pick % Math.max(1, options.length)];
    if (chosen) take(chosen.event, chosen.now);
  }
  for (let left = 600; play.state.status === 'running' && left > 0; left -= 1) {
    const [next] = possible(withoutExceptions(plan, play.state), { again: false }, number);
    if (!next) throw new Error('The instance waits for nothing');
    take(next.event, next.now);
  }
  return play;
}

test('whatever happens in whatever order, no token is lost or doubled, every wait is opened and closed once, and the instance ends once', () => {
  fc.assert(
    fc.property(anyPlan, anyChoices, fc.boolean(), (plan, choices, called) => {
      const play = playOut(plan, choices, called);

      expect(play.state.status).not.toBe('running');
    }),
    { numRuns: 200, ...(process.env['FC_SEED'] ? { seed: Number(process.env['FC_SEED']) } : {}) },
  );
});

test('the same events give the same state, from the start and through JSON', () => {
  fc.assert(
    fc.property(anyPlan, anyChoices, (plan, choices) => {
      const play = playOut(plan, choices, false);

      let state = initialState('i', calendar);
      for (const { event, now } of play.events) state = copy(step(copy(plan), state, copy(event), now).state);

      expect(state).toEqual(play.state);
    }),
    { numRuns: 40 },
  );
});

test('a cancelled instance leaves nothing open, wherever it stands', () => {
  fc.assert(
    fc.property(anyPlan, anyChoices, (plan, choices) => {
      const play = Play.start(plan);
      const ledger = new Ledger();
      ledger.book({ kind: 'cancelled', by: '', reason: '' }, play.last);
      for (const [number, { pick }] of choices.entries()) {
        const options = possible(play.state, { again: true, flag1: true, flag2: true }, number);
        const chosen = options[pick % Math.max(1, options.length)];
        if (!chosen) break;
        play.take(chosen.event, chosen.now ?? play.now);
        ledger.book(chosen.event, play.last);
      }
      const hadEnded = play.state.status !== 'running';

      const event = { kind: 'cancelled', by: 'ann', reason: 'enough' } as const;
      play.take(event);
      ledger.book(event, play.last);

      ledger.check(play.state);
      checkTokens(play.state);
      expect(play.state.status).toBe(hadEnded ? 'completed' : 'cancelled');
      expect(nextTimer(play.state)).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});

test('any process can be rehearsed to its end', () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const rehearsal = rehearse(plan, { start: '2026-01-05T00:00:00Z', calendar, answer: () => ({ answers: { again: false } }) });

      expect(rehearsal.stopped).toBe('ended');
      const times = rehearsal.timeline.map(({ at }) => at);
      expect([...times].sort()).toEqual(times);
    }),
    { numRuns: 40 },
  );
});
