import type { after} from './support/build';
import { boundary, build, call, caught, compensation, each, end, error, escalation, eventSub, every, fixed, manual, message, parallel, script, service, signal, start, sub, thrown, user } from './support/build';
import { Play } from './support/play';

const out = (source: string, target: string) => ({ outputs: [{ source, target }] });
const into = (source: string, target: string) => ({ inputs: [{ source, target }] });

describe('variables', () => {
  test('inputs are local, and results go out to where they are defined', () => {
    const play = Play.start(build({ nodes: [start(), user('a', into('x + 1', 'n')), end()], flows: ['start > a', 'a > end'] }), { x: 1 });

    expect(play.task('a').task.inputs).toEqual({ n: 2 });
    play.answer('a', { n: 5, y: 6 });

    expect(play.result).toEqual({ x: 1, y: 6 });
  });

  test('with output mappings only what they name goes out, dotted targets add to the object', () => {
    const play = Play.start(build({ nodes: [start(), user('a', out('result', 'review.result')), end()], flows: ['start > a', 'a > end'] }), { review: { by: 'ann' } });

    play.answer('a', { result: 'ok', note: 'secret' });

    expect(play.result).toEqual({ review: { by: 'ann', result: 'ok' } });
  });

  test('later mappings see earlier ones', () => {
    const nodes = [start(), user('a', { inputs: [{ source: '1', target: 'p.x' }, { source: '2', target: 'p.y' }, { source: 'p.x + p.y', target: 'sum' }] }), end()];
    const play = Play.start(build({ nodes, flows: ['start > a'] }));

    expect(play.task('a').task.inputs).toEqual({ p: { x: 1, y: 2 }, sum: 3 });
  });

  test("a sub-process's inputs are its own variables, others are written outside", () => {
    const inside = { nodes: [start('s1'), script('s2', 'local + 1', 'local'), script('s3', 'local', 'seen'), end('s4')], flows: ['s1 > s2', 's2 > s3', 's3 > s4'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside, into('x', 'local')), end()], flows: ['start > s', 's > end'] }), { x: 1 });

    expect(play.result).toEqual({ x: 1, seen: 2 });
  });

  test("a sub-process's output mappings read its variables", () => {
    const inside = { nodes: [start('s1'), script('s2', 'local + 1', 'local'), end('s4')], flows: ['s1 > s2', 's2 > s4'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside, { ...into('x', 'local'), ...out('local', 'y') }), end()], flows: ['start > s', 's > end'] }), { x: 1 });

    expect(play.result).toEqual({ x: 1, y: 2 });
  });

  test('a failing output mapping keeps the answers and goes on after a fix', () => {
    const play = Play.start(build({ nodes: [start(), user('a', out('answer + extra', 'y')), end()], flows: ['start > a', 'a > end'] }), { extra: 'x' });

    play.answer('a', { answer: 7 });
    expect(play.incidents).toEqual(['expression at a']);
    expect(play.open).toEqual([]);
    play.retry({ extra: 1 });

    expect(play.result).toEqual({ extra: 1, y: 8 });
  });

  test('nothing overwrites what the engine says of the instance', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), script('s', 'instance.startedBy', 'who'), end()], flows: ['start > a', 'a > s', 's > end'] }), { instance: 'mine' });

    play.answer('a', { instance: { startedBy: 'eve' } });

    expect(play.result).toEqual({ who: 'ann' });
    expect(play.all('end')[0]?.variables['instance']).toEqual({ id: 'i', process: 'process', startedBy: 'ann', startedAt: '2026-03-02T01:00:00Z' });
  });
});

describe('event sub-processes', () => {
  const handler = (event: ReturnType<typeof after>, interrupting: boolean) =>
    eventSub('handler', { nodes: [start('h1', event, { interrupting }), user('h'), end('h3')], flows: ['h1 > h', 'h > h3'] });

  test('an interrupting one takes over its scope', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), end(), handler(message('stop'), true)], flows: ['start > a', 'a > end'] }));

    play.message('stop', { why: 'x' });
    expect(play.open).toEqual(['h']);
    expect(play.state.subscriptions).toEqual({});
    play.answer('h');

    expect(play.result).toEqual({ why: 'x' });
  });

  test('a non-interrupting one runs beside, again for each event; the scope ends when all have ended', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), end(), handler(message('note'), false)], flows: ['start > a', 'a > end'] }));

    play.message('note', {}, 'one').message('note', {}, 'two').answer('a');
    expect(play.open).toEqual(['h', 'h']);
    play.answer('h').message('note', {}, 'three').answer('h').answer('h');

    expect(play.state.status).toBe('completed');
    expect(play.state.subscriptions).toEqual({});
    expect(play.all('subscribe')).toHaveLength(play.all('unsubscribe').length);
  });

  test('a cycle starts it again and again while the scope is open', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), end(), handler(every('R/P1D'), false)], flows: ['start > a', 'a > end'] }));

    play.tick().tick();
    expect(play.open).toEqual(['a', 'h', 'h']);
    play.answer('a').answer('h').answer('h');

    expect(play.state.status).toBe('completed');
    expect(play.state.timers).toEqual({});
  });

  test('an error is caught in the scope before the boundary of the scope', () => {
    const inside = { nodes: [start('s1'), user('a'), end('bad', error('E')), eventSub('es', { nodes: [start('e1', error('E')), user('h')], flows: ['e1 > h'] })], flows: ['s1 > a', 'a > bad'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('caught', 's', error('E')), user('c'), user('after')], flows: ['start > s', 's > after', 'caught > c'] }));

    expect(play.answer('a').open).toEqual(['h']);
    expect(play.answer('h').open).toEqual(['after']);
  });

  test('an error thrown by the handler itself goes on outwards', () => {
    const inside = { nodes: [start('s1'), user('a'), end('bad', error('E')), eventSub('es', { nodes: [start('e1', error()), end('worse', error('F'))], flows: ['e1 > worse'] })], flows: ['s1 > a', 'a > bad'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('caught', 's', error('F')), user('c')], flows: ['start > s', 'caught > c'] }));

    expect(play.answer('a').open).toEqual(['c']);
  });

  test('one that can no longer be set when its scope opens stops the owner, with the scope closed', () => {
    const inside = { nodes: [start('s1'), user('a'), eventSub('es', { nodes: [start('e1', { kind: 'message', name: fixed('m'), correlationKey: 'key' }), end('e2')], flows: ['e1 > e2'] })], flows: ['s1 > a'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside), end()], flows: ['start > s', 's > end'] }));

    expect(play.incidents).toEqual(['message at s']);
    expect(Object.keys(play.state.scopes)).toEqual(['root']);
    expect(play.retry({ key: 7 }).open).toEqual(['a']);
    expect(play.all('subscribe')).toMatchObject([{ correlationKey: '7' }]);
  });

  test('one of the process that cannot be set stops the start, and goes on after a fix', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), eventSub('es', { nodes: [start('e1', { kind: 'message', name: fixed('m'), correlationKey: 'key' }), end('e2')], flows: ['e1 > e2'] })], flows: ['start > a'] }));

    expect(play.incidents).toEqual(['message at start']);
    expect(play.retry({ key: 'k' }).open).toEqual(['a']);
  });
});

describe('escalation', () => {
  const inside = { nodes: [start('s1'), user('a'), thrown('up', escalation('late')), user('b')], flows: ['s1 > a', 'a > up', 'up > b'] };

  test('a non-interrupting boundary event lets the thrower go on', () => {
    const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('heard', 's', escalation('late'), { interrupting: false }), user('c')], flows: ['start > s', 'heard > c'] }));

    expect(play.answer('a').open.sort()).toEqual(['b', 'c']);
  });

  test('an interrupting boundary event ends the thrower', () => {
    const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('heard', 's', escalation()), user('c')], flows: ['start > s', 'heard > c'] }));

    expect(play.answer('a').open).toEqual(['c']);
  });

  test('without a catcher nothing happens, and a called instance hands it to its parent at the end', () => {
    const play = Play.start(build({ nodes: [start(), end('up', escalation('late'))], flows: ['start > up'] }), {}, { called: true });

    expect(play.all('end')).toMatchObject([{ outcome: 'completed', errorCode: 'late' }]);
  });

  test('an event sub-process catches it, not interrupting', () => {
    const play = Play.start(
      build({ nodes: [start(), thrown('up', escalation('x')), user('a'), eventSub('es', { nodes: [start('e1', escalation('x'), { interrupting: false }), user('h')], flows: ['e1 > h'] })], flows: ['start > up', 'up > a'] }),
    );

    expect(play.open.sort()).toEqual(['a', 'h']);
  });
});

describe('compensation', () => {
  const undoable = (id: string) => ({ compensatedBy: `undo-${id}` });
  const undo = (id: string) => user(`undo-${id}`, { isForCompensation: true });

  test('undoes what was completed, waits for all of it, then goes on', () => {
    const play = Play.start(
      build({
        nodes: [start(), user('a', undoable('a')), user('b', undoable('b')), user('c', undoable('c')), thrown('back', compensation()), user('after'), undo('a'), undo('b'), undo('c'), parallel('fork')],
        flows: ['start > a', 'a > fork', 'fork > b', 'fork > c', 'b > back', 'back > after'],
      }),
    );

    play.answer('a').answer('b');
    expect(play.open.sort()).toEqual(['c', 'undo-a', 'undo-b']);
    play.answer('undo-a');
    expect(play.open.sort()).toEqual(['c', 'undo-b']);
    play.answer('undo-b');

    expect(play.open.sort()).toEqual(['after', 'c']);
  });

  test('may name one activity, and undoes it as often as it was completed', () => {
    const play = Play.start(
      build({
        nodes: [start(), script('a', '1', 'x', undoable('a')), script('b', '1', 'x', undoable('b')), manual('m', { ...undoable('m'), ...each('[1,2]') }), end('back', compensation('a')), undo('a'), undo('b'), undo('m')],
        flows: ['start > a', 'a > b', 'b > m', 'm > back'],
      }),
    );

    expect(play.open).toEqual(['undo-a']);
    expect(play.answer('undo-a').state.status).toBe('completed');
  });

  test('with nothing to undo it passes', () => {
    expect(Play.start(build({ nodes: [start(), thrown('back', compensation()), user('a')], flows: ['start > back', 'back > a'] })).open).toEqual(['a']);
  });

  test('reaches into completed sub-processes, with their variables, and a loop counts once', () => {
    const inside = { nodes: [start('s1'), script('a', '1', 'x', undoable('a')), undo('a'), end('s3')], flows: ['s1 > a', 'a > s3'] };
    const play = Play.start(
      build({
        nodes: [start(), sub('s', inside, into('7', 'local')), manual('m', { ...undoable('m'), ...each('[1,2]') }), undo('m'), thrown('back', compensation()), user('after')],
        flows: ['start > s', 's > m', 'm > back', 'back > after'],
      }),
    );

    expect(play.open.sort()).toEqual(['undo-a', 'undo-m']);
    play.answer('undo-a').answer('undo-m');
    expect(play.open).toEqual(['after']);
  });

  test('from an event sub-process it undoes the scope around it', () => {
    const play = Play.start(
      build({
        nodes: [start(), script('a', '1', 'x', undoable('a')), undo('a'), end('bad', error('E')), eventSub('es', { nodes: [start('e1', error('E')), end('back', compensation())], flows: ['e1 > back'] })],
        flows: ['start > a', 'a > bad'],
      }),
    );

    expect(play.open).toEqual(['undo-a']);
    expect(play.answer('undo-a').state.status).toBe('completed');
  });
});

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

describe('multi-instance', () => {
  const collect = { outputCollection: 'results', outputElement: 'item * 10 + extra' };

  test('parallel instances each have their item, and their results are collected in order', () => {
    const play = Play.start(build({ nodes: [start(), user('a', { ...each('[1,2,3]', collect), ...into('item', 'shown') }), end()], flows: ['start > a', 'a > end'] }));

    expect(Object.values(play.state.tasks).map(({ task }) => task.inputs)).toMatchObject([{ item: 1, loopCounter: 1, shown: 1 }, { item: 2 }, { item: 3, loopCounter: 3 }]);
    const tasks = Object.keys(play.state.tasks);
    for (const [index, taskId] of tasks.reverse().entries()) play.take({ kind: 'task-completed', taskId, answers: { extra: index }, by: 'ann', key: taskId, answerHash: '' });

    expect(play.result).toEqual({ extra: 2, results: [12, 21, 30] });
  });

  test('sequential instances come one after the other', () => {
    const play = Play.start(build({ nodes: [start(), user('a', each('names', { sequential: true, inputElement: 'name' })), end()], flows: ['start > a', 'a > end'] }), { names: ['x', 'y'] });

    expect(play.task('a').task.inputs).toEqual({ name: 'x', loopCounter: 1 });
    play.answer('a');
    expect(play.task('a').task.inputs).toEqual({ name: 'y', loopCounter: 2 });
    expect(play.answer('a').state.status).toBe('completed');
  });

  test('an empty collection passes at once with an empty result', () => {
    const play = Play.start(build({ nodes: [start(), user('a', each('[]', collect)), end()], flows: ['start > a', 'a > end'] }));

    expect(play.result).toEqual({ results: [] });
  });

  test('a completion condition ends the rest', () => {
    const play = Play.start(build({ nodes: [start(), user('a', each('[1,2,3]', { completionCondition: 'numberOfCompletedInstances >= 2 and numberOfInstances = 3' })), end()], flows: ['start > a', 'a > end'] }));

    play.answer('a');
    expect(play.open).toHaveLength(2);
    play.answer('a');

    expect(play.state.status).toBe('completed');
    expect(play.lastOf('close-task').map(({ outcome }) => outcome)).toEqual(['completed', 'cancelled']);
  });

  test('a collection that is no list stops the token until a fix', () => {
    const play = Play.start(build({ nodes: [start(), user('a', each('list')), end()], flows: ['start > a', 'a > end'] }));

    expect(play.incidents).toEqual(['expression at a']);
    expect(play.retry({ list: [1] }).open).toEqual(['a']);
  });

  test('each instance of a sub-process has its own variables', () => {
    const inside = { nodes: [start('s1'), user('a'), script('s2', 'item * 2', 'mine'), end('s3')], flows: ['s1 > a', 'a > s2', 's2 > s3'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside, each('[1,2]', { outputCollection: 'all', outputElement: 'mine' })), end()], flows: ['start > s', 's > end'] }));

    play.answer('a').answer('a');

    expect(play.result).toEqual({ all: [2, 4] });
  });

  test('children of a call activity are numbered', () => {
    const play = Play.start(build({ nodes: [start(), call('c', 'other', each('[1,2]')), end()], flows: ['start > c', 'c > end'] }));

    expect(play.all('start-child').map(({ childId, variables }) => [childId, variables['item']])).toEqual([['i/c/1', 1], ['i/c/2', 2]]);
    play.childEnded('c').childEnded('c');
    expect(play.state.status).toBe('completed');
  });

  test('an error inside is caught at the boundary of the whole', () => {
    const play = Play.start(build({ nodes: [start(), service('j', each('[1,2]')), boundary('bad', 'j', error('E')), user('a')], flows: ['start > j', 'bad > a'] }));

    play.failed('j', 'E');

    expect(play.open).toEqual(['a']);
    expect(play.lastOf('cancel-job')).toHaveLength(1);
  });
});

test('messages and signals are sent with a name, a key, and an id of their own', () => {
  const play = Play.start(
    build({ nodes: [start(), thrown('m', { kind: 'message', name: fixed('mail'), correlationKey: 'id' }), thrown('g', signal('all'), into('1', 'x')), caught('w', signal('all')), end()], flows: ['start > m', 'm > g', 'g > w', 'w > end'] }),
    { id: 5 },
  );

  expect(play.all('publish-message')).toMatchObject([{ messageId: 'i/m/1', name: 'mail', correlationKey: '5' }]);
  expect(play.all('broadcast-signal')).toMatchObject([{ signalId: 'i/g/1', name: 'all', variables: { x: 1 } }]);
  expect(play.signal('all').state.status).toBe('completed');
});
