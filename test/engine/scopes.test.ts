import type { after } from './support/build';
import { boundary, build, caught, end, error, escalation, eventSub, every, fixed, message, script, signal, start, sub, thrown, user } from './support/build';
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

test('messages and signals are sent with a name, a key, and an id of their own', () => {
  const play = Play.start(
    build({ nodes: [start(), thrown('m', { kind: 'message', name: fixed('mail'), correlationKey: 'id' }), thrown('g', signal('all'), into('1', 'x')), caught('w', signal('all')), end()], flows: ['start > m', 'm > g', 'g > w', 'w > end'] }),
    { id: 5 },
  );

  expect(play.all('publish-message')).toMatchObject([{ messageId: 'i/m/1', name: 'mail', correlationKey: '5' }]);
  expect(play.all('broadcast-signal')).toMatchObject([{ signalId: 'i/g/1', name: 'all', variables: { x: 1 } }]);
  expect(play.signal('all').state.status).toBe('completed');
});
