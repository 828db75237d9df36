import { after, boundary, build, each, end, error, every, exclusive, message, parallel, service, signal, start, sub, terminate, user } from './support/build';
import { Play } from './support/play';

describe('boundary events', () => {
  test('an interrupting timer closes the task and goes its own way', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), boundary('late', 'a', after('P1D')), user('b'), end()], flows: ['start > a', 'a > end', 'late > b'] }));

    play.tick();

    expect(play.lastOf('close-task')).toMatchObject([{ taskId: 'i/a/1', outcome: 'cancelled' }]);
    expect(play.open).toEqual(['b']);
  });

  test('completing the task stops its timers and subscriptions', () => {
    const play = Play.start(
      build({ nodes: [start(), user('a'), boundary('late', 'a', after('P1D')), boundary('mail', 'a', message('mail')), boundary('all', 'a', signal('all')), user('b')], flows: ['start > a', 'a > b', 'late > b', 'mail > b', 'all > b'] }),
    );

    play.answer('a');

    expect(play.state.timers).toEqual({});
    expect(play.state.subscriptions).toEqual({});
    expect(play.lastOf('unsubscribe')).toHaveLength(2);
    expect(play.open).toEqual(['b']);
  });

  test('a non-interrupting cycle happens as often as it says, beside the task', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), boundary('nag', 'a', every('R3/P1D'), { interrupting: false }), user('b')], flows: ['start > a', 'nag > b'] }));

    play.tick().tick().tick();

    expect(play.open).toEqual(['a', 'b', 'b', 'b']);
    expect(play.state.timers).toEqual({});
    expect(play.now).toBe('2026-03-05T01:00:00.000Z');
  });

  test('a non-interrupting message may come again, the same one only once', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), boundary('mail', 'a', message('mail'), { interrupting: false }), user('b')], flows: ['start > a', 'mail > b'] }));

    play.message('mail', { n: 1 }, 'one').message('mail', { n: 1 }, 'one').message('mail', { n: 2 }, 'two');

    expect(play.open).toEqual(['a', 'b', 'b']);
    expect(play.root).toEqual({ n: 2 });
    expect(play.events).toHaveLength(3);
  });

  test('a signal interrupts every activity that listens', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), boundary('a-stop', 'a', signal('stop')), boundary('b-stop', 'b', signal('stop')), user('c'), user('d')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a-stop > c', 'b-stop > d'],
      }),
    );

    expect(play.signal('stop').open).toEqual(['c', 'd']);
    expect(play.signal('stop').last).toEqual([]);
  });

  test('a signal that interrupts a sub-process is not taken inside of it any more', () => {
    const play = Play.start(
      build({
        nodes: [start(), sub('s', { nodes: [start('s1'), user('a'), boundary('inner', 'a', signal('stop')), user('b')], flows: ['s1 > a', 'inner > b'] }), boundary('outer', 's', signal('stop')), user('c')],
        flows: ['start > s', 'outer > c'],
      }),
    );

    expect(play.signal('stop').open).toEqual(['c']);
  });

  test('an error of a job is caught by its code, else by a catch-all, else stops the job', () => {
    const plan = build({
      nodes: [start(), service('j'), boundary('known', 'j', error('E1')), boundary('any', 'j', error()), user('a'), user('b')],
      flows: ['start > j', 'known > a', 'any > b'],
    });
    const strict = build({ nodes: [start(), service('j'), boundary('known', 'j', error('E1')), user('a')], flows: ['start > j', 'known > a'] });

    expect(Play.start(plan).failed('j', 'E1').open).toEqual(['a']);
    expect(Play.start(plan).failed('j', 'E2').open).toEqual(['b']);
    expect(Play.start(strict).failed('j', 'E2').incidents).toEqual(['error at j']);
  });

  test('a job that failed for good is retried as a new attempt of the same opening', () => {
    const play = Play.start(build({ nodes: [start(), service('j'), end()], flows: ['start > j', 'j > end'] }));

    play.failed('j');
    expect(play.incidents).toEqual(['job at j']);
    play.retry();

    expect(play.lastOf('start-job')).toMatchObject([{ jobId: 'i/j/1/2' }]);
    expect(play.all('resolve-incident')).toMatchObject([{ by: 'ann' }]);
    expect(play.done('j').state.status).toBe('completed');
  });

  test('interrupting a sub-process ends all that it contains', () => {
    const inside = { nodes: [start('s1'), parallel('fork'), user('a'), service('j'), user('w'), boundary('nag', 'w', every('R/P1D'), { interrupting: false }), end('nagged')], flows: ['s1 > fork', 'fork > a', 'fork > j', 'fork > w', 'nag > nagged'] };
    const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('stop', 's', message('stop')), user('b')], flows: ['start > s', 'stop > b'] }));

    play.message('stop');

    expect(play.open).toEqual(['b']);
    expect(play.lastOf('close-task').map((command) => command.taskId)).toEqual(['i/a/1', 'i/w/1']);
    expect(play.lastOf('cancel-job')).toMatchObject([{ jobId: 'i/j/1/1' }]);
    expect(play.state.timers).toEqual({});
    expect(Object.keys(play.state.scopes)).toEqual(['root']);
  });

  test('interrupting a multi-instance activity ends all its instances', () => {
    const play = Play.start(build({ nodes: [start(), user('a', each('[1,2,3]')), boundary('late', 'a', after('P1D')), user('b')], flows: ['start > a', 'late > b'] }));

    expect(play.open).toEqual(['a', 'a', 'a']);
    play.tick();

    expect(play.open).toEqual(['b']);
    expect(Object.keys(play.state.scopes)).toEqual(['root']);
  });

  test('interrupting an activity that stopped with an incident resolves the incident', () => {
    const play = Play.start(build({ nodes: [start(), service('j'), boundary('late', 'j', after('P1D')), user('b')], flows: ['start > j', 'late > b'] }));

    play.failed('j').tick();

    expect(play.state.incidents).toEqual({});
    expect(play.lastOf('resolve-incident')).toHaveLength(1);
    expect(play.open).toEqual(['b']);
  });

  test('an activity whose boundary timer cannot be set is not opened', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), boundary('late', 'a', { kind: 'timer', timer: { kind: 'duration', after: { kind: 'feel', feel: 'limit' } } }), end()], flows: ['start > a', 'late > end'] }));

    expect(play.open).toEqual([]);
    expect(play.incidents).toEqual(['timer at a']);
    expect(play.retry({ limit: 'P2D' }).open).toEqual(['a']);
    expect(play.way).toEqual(['start', 'a']);
  });
});

test('a terminate end event ends the other paths of its scope only', () => {
  const inside = { nodes: [start('s1'), parallel('fork'), user('a'), user('b'), end('stop', terminate)], flows: ['s1 > fork', 'fork > a', 'fork > b', 'a > stop'] };
  const play = Play.start(
    build({ nodes: [start(), parallel('all'), sub('s', inside), user('c'), user('d')], flows: ['start > all', 'all > s', 'all > c', 's > d'] }),
  );

  play.answer('a');

  expect(play.open).toEqual(['c', 'd']);
});

test('a terminate end event of the process completes the instance', () => {
  const play = Play.start(build({ nodes: [start(), parallel('fork'), user('a'), user('b'), end('stop', terminate)], flows: ['start > fork', 'fork > a', 'fork > b', 'a > stop'] }));

  expect(play.answer('a').state.status).toBe('completed');
  expect(play.lastOf('close-task').map(({ taskId, outcome }) => `${taskId} ${outcome}`)).toEqual(['i/a/1 completed', 'i/b/1 cancelled']);
});

test('an error end event is caught by the boundary of the sub-process around it', () => {
  const inside = { nodes: [start('s1'), parallel('fork'), user('a'), user('b'), exclusive('ok', { default: 'ok>bad' }), end('good'), end('bad', error('E'))], flows: ['s1 > fork', 'fork > a', 'fork > b', 'a > ok', 'ok > good : fine', 'ok > bad'] };
  const play = Play.start(build({ nodes: [start(), sub('s', inside), boundary('caught', 's', error('E')), user('c'), end()], flows: ['start > s', 's > end', 'caught > c'] }));

  play.answer('a', { fine: false });

  expect(play.open).toEqual(['c']);
});

test('an error that nobody catches stops its token with an incident', () => {
  const play = Play.start(build({ nodes: [start(), end('bad', error('E'))], flows: ['start > bad'] }));

  expect(play.incidents).toEqual(['error at bad']);
  expect(play.state.status).toBe('running');
});

test('an error that nobody catches fails an instance that was called', () => {
  const play = Play.start(build({ nodes: [start(), parallel('fork'), user('a'), user('b'), end('bad', error('E'))], flows: ['start > fork', 'fork > a', 'fork > b', 'a > bad'] }), {}, { called: true });

  play.answer('a');

  expect(play.all('end')).toMatchObject([{ outcome: 'failed', errorCode: 'E' }]);
  expect(play.state.tasks).toEqual({});
});
