import fc from 'fast-check';
import type { Value } from '../../feel/types';
import { refusal } from '../../workflows/engine';
import type { EngineEvent } from '../../workflows/engine/events';
import { checkTokens, Ledger } from './support/ledger';
import { build, call, each, end, start, user } from './support/build';
import { Play } from './support/play';

const visits = (more: { readonly completionCondition?: string } = {}) =>
  build({
    nodes: [start(), call('visit', 'branch-visit', { campaign: true, ...each('branches', { inputElement: 'branch', outputCollection: 'scores', outputElement: 'score', ...more }) }), user('close'), end()],
    flows: ['start > visit', 'visit > close', 'close > end'],
  });
const begun = (branches: readonly Value[], more = {}) => Play.start(visits(more), { branches });
const childOf = (play: Play, number: number): string => Object.keys(play.state.children).find((id) => id.endsWith(`/${number}`)) ?? 'none';
const ended = (play: Play, number: number, score: Value): Play => play.take({ kind: 'child-ended', childId: childOf(play, number), outcome: 'completed', variables: { score } });
const added = (items: readonly Value[], key = 'k1'): EngineEvent => ({ kind: 'items-added', elementId: 'visit', items, by: 'lead', key });
const exempted = (play: Play, number: number): EngineEvent => ({ kind: 'child-exempted', childId: childOf(play, number), branchId: 'b', by: 'lead', reason: '已撤并' });

test('a branch that is added in mid-campaign gets a child of its own, and its result comes after the others', () => {
  const play = begun(['a', 'b']);
  ended(play, 1, 90);

  play.take(added(['c']));
  ended(play, 3, 70);
  ended(play, 2, 80);

  expect(play.all('start-child').map(({ childId, variables }) => [childId, variables['branch']])).toEqual([['i/visit/1', 'a'], ['i/visit/2', 'b'], ['i/visit/3', 'c']]);
  expect(play.open).toEqual(['close']);
  expect(play.root['scores']).toEqual([90, 80, 70]);
});

test('a branch that is exempted is not waited for, its child is cancelled, and its place among the results stays empty', () => {
  const play = begun(['a', 'b', 'c']);
  ended(play, 1, 90);

  play.take(exempted(play, 2));
  const cancelled = play.lastOf('cancel-child');
  ended(play, 3, 70);

  expect(cancelled).toEqual([{ kind: 'cancel-child', childId: 'i/visit/2' }]);
  expect(play.open).toEqual(['close']);
  expect(play.root['scores']).toEqual([90, null, 70]);
});

test('exempting the last branch that is awaited ends the campaign', () => {
  const play = begun(['a', 'b']);
  ended(play, 1, 90);

  expect(play.take(exempted(play, 2)).open).toEqual(['close']);
});

test('a completion condition counts those that were added and those that were exempted', () => {
  const ninety = { completionCondition: 'numberOfCompletedInstances >= 0.5 * (numberOfInstances - numberOfTerminatedInstances)' };
  const more = begun(['a', 'b'], ninety).take(added(['c', 'd']));
  const fewer = begun(['a', 'b', 'c'], ninety);

  ended(more, 1, 1);
  const withFour = more.open;
  ended(more, 2, 1);
  ended(fewer, 1, 1);
  const withThree = fewer.open;
  fewer.take(exempted(fewer, 2));

  expect([withFour, more.open]).toEqual([[], ['close']]);
  expect([withThree, fewer.open]).toEqual([[], ['close']]);
});

test('a branch is in a campaign once, until it is exempted, whoever adds it and however often', () => {
  const play = begun([{ branchId: 'a' }, { branchId: 'b' }]);

  play.take(added(['a', { branchId: 'c' }, 'c'], 'k1'));
  const children = Object.keys(play.state.children).length;
  const again = refusal(play.state, added(['c', 'd'], 'k1'));
  const present = refusal(play.state, added(['a', 'c'], 'k2'));
  play.take(exempted(play, 1));

  expect(children).toBe(3);
  expect([again?.code, present?.code]).toEqual(['Repeated', 'CampaignOver']);
  expect(refusal(play.state, added(['a'], 'k3'))).toBeUndefined();
});

test('nothing is added to a campaign that is over, and nobody is exempted who has ended or belongs to none', () => {
  const play = ended(begun(['a']), 1, 90);

  expect(refusal(play.state, added(['b']))?.code).toBe('CampaignOver');
  expect(refusal(play.state, { kind: 'child-exempted', childId: 'i/visit/1', branchId: 'a', by: 'lead', reason: '' })?.code).toBe('ChildOver');
  expect(refusal(Play.start(build({ nodes: [start(), call('visit', 'branch-visit', each('[1]')), end()], flows: ['start > visit', 'visit > end'] })).state, { kind: 'child-exempted', childId: 'i/visit/1', branchId: '', by: 'lead', reason: '' })?.code).toBe('ChildOver');
});

test('a branch whose child was cancelled can be exempted instead of tried again', () => {
  const play = begun(['a', 'b']);
  play.take({ kind: 'child-ended', childId: 'i/visit/1', outcome: 'cancelled', variables: {} });
  const stopped = play.incidents;

  play.take({ kind: 'child-exempted', childId: 'i/visit/1', branchId: 'a', by: 'lead', reason: '已撤并' });
  ended(play, 2, 80);

  expect(stopped).toEqual(['child at visit']);
  expect(play.incidents).toEqual([]);
  expect(play.open).toEqual(['close']);
});

test('a condition that cannot be told does not keep a branch from being exempted', () => {
  const play = begun(['a', 'b'], { completionCondition: 'score > 1' });

  play.take(exempted(play, 1));

  expect(play.incidents).toEqual([]);
  expect(Object.keys(play.state.children)).toEqual(['i/visit/2']);
});

test('however branches come, go and finish, every one of them is counted once and the results stand in their order', () => {
  const anyMoves = fc.array(fc.oneof(fc.record({ kind: fc.constant('add' as const), branches: fc.array(fc.nat(30), { maxLength: 4 }) }), fc.record({ kind: fc.constantFrom('end' as const, 'exempt' as const), pick: fc.nat(100) })), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), anyMoves, (count, moves) => {
      const play = begun(Array.from({ length: count }, (_, index) => `start${index}`));
      const ledger = new Ledger();
      ledger.book({ kind: 'started', variables: {}, by: '', calendar: { version: '', years: {} } }, play.last);
      const scores = new Map<number, number>();
      let keys = 0;
      const take = (event: EngineEvent): void => {
        const before = play.state;
        play.take(event);
        if (play.state !== before) ledger.book(event, play.last);
        ledger.check(play.state);
        checkTokens(play.state);
      };
      const finish = (childId: string, move: 'end' | 'exempt'): void => {
        const number = Number(childId.split('/').at(-1));
        if (move === 'end') scores.set(number, number);
        take(move === 'end' ? { kind: 'child-ended', childId, outcome: 'completed', variables: { score: number } } : { kind: 'child-exempted', childId, branchId: '', by: 'ann', reason: '' });
      };
      for (const move of moves) {
        const open = Object.keys(play.state.children);
        if (move.kind === 'add') take(added(move.branches.map((branch) => `b${branch}`), `k${(keys += 1)}`));
        else if (open.length > 0) finish(open[move.pick % open.length] ?? '', move.kind);
      }
      for (const childId of Object.keys(play.state.children)) finish(childId, 'end');

      const started = play.all('start-child').length;
      expect(play.open).toEqual(['close']);
      expect(play.root['scores']).toEqual(Array.from({ length: started }, (_, index) => scores.get(index + 1) ?? null));
    }),
    { numRuns: 100 },
  );
});
