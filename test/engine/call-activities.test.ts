import { boundary, build, call, end, error, start, user } from './support/build';
import { Play } from './support/play';

const out = (source: string, target: string) => ({ outputs: [{ source, target }] });
const into = (source: string, target: string) => ({ inputs: [{ source, target }] });

describe('call activities', () => {
  const plan = build(
    { nodes: [start(), call('c', 'other', out('result', 'child.result')), boundary('failed', 'c', error('E')), user('a'), user('b')], flows: ['start > c', 'c > a', 'failed > b'] },
    { called: { other: 'hash' } },
  );

  test('start the child with the variables and take its results', () => {
    const play = Play.start(plan, { x: 1 });

    expect(play.all('start-child')).toEqual([{ kind: 'start-child', childId: 'i/c/1', elementId: 'c', process: 'other', planHash: 'hash', variables: { x: 1 } }]);
    play.childEnded('c', { variables: { result: 3, instance: { id: 'child' }, more: 1 } });

    expect(play.open).toEqual(['a']);
    expect(play.root).toEqual({ x: 1, child: { result: 3 } });
  });

  test('catch the error of a failed child', () => {
    expect(Play.start(plan).childEnded('c', { outcome: 'failed', errorCode: 'E' }).open).toEqual(['b']);
  });

  test('stop when the child fails otherwise or is cancelled; a retry starts another child', () => {
    const play = Play.start(plan).childEnded('c', { outcome: 'cancelled' });

    expect(play.incidents).toEqual(['child at c']);
    play.retry();
    expect(play.lastOf('start-child')).toMatchObject([{ childId: 'i/c/2' }]);
  });

  test('cancelling the parent cancels the child', () => {
    const play = Play.start(plan).take({ kind: 'cancelled', by: 'ann', reason: 'why not' });

    expect(play.lastOf('cancel-child')).toMatchObject([{ childId: 'i/c/1' }]);
    expect(play.all('end')).toMatchObject([{ outcome: 'cancelled' }]);
  });

  test('without propagation only inputs go in and only outputs come out', () => {
    const play = Play.start(build({ nodes: [start(), call('c', 'other', { propagateAllParent: false, propagateAllChild: false, ...into('x + 1', 'y') }), end()], flows: ['start > c', 'c > end'] }), { x: 1 });

    expect(play.all('start-child')[0]?.variables).toEqual({ y: 2 });
    play.childEnded('c', { variables: { z: 1 } });
    expect(play.result).toEqual({ x: 1 });
  });
});
