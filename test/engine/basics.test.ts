import { after, build, end, exclusive, fixed, parallel, script, service, start, user, caught } from './support/build';
import { Play } from './support/play';

test('an instance opens its first task, takes the answers as variables, and ends', () => {
  const play = Play.start(build({ nodes: [start(), user('a'), end()], flows: ['start > a', 'a > end'] }), { x: 1 });

  expect(play.open).toEqual(['a']);
  play.answer('a', { ok: true });

  expect(play.result).toEqual({ x: 1, ok: true });
  expect(play.state.status).toBe('completed');
  expect(play.way).toEqual(['start', 'a', 'end']);
});

test('an exclusive gateway takes the first flow whose condition holds, else the default', () => {
  const plan = build({
    nodes: [start(), exclusive('choice', { default: 'choice>c' }), user('a'), user('b'), user('c')],
    flows: ['start > choice', 'choice > c', 'choice > a : n > 10', 'choice > b : n > 5'],
  });

  expect(Play.start(plan, { n: 20 }).open).toEqual(['a']);
  expect(Play.start(plan, { n: 7 }).open).toEqual(['b']);
  expect(Play.start(plan, { n: 1 }).open).toEqual(['c']);
});

test('a parallel join waits for every flow', () => {
  const plan = build({
    nodes: [start(), parallel('fork'), user('a'), user('b'), parallel('join'), user('c'), end()],
    flows: ['start > fork', 'fork > a', 'fork > b', 'a > join', 'b > join', 'join > c', 'c > end'],
  });
  const play = Play.start(plan);

  expect(play.open).toEqual(['a', 'b']);
  expect(play.answer('b').open).toEqual(['a']);
  expect(play.answer('a').open).toEqual(['c']);
  expect(play.answer('c').state.status).toBe('completed');
});

test('a service task starts its job with headers and variables and waits for the result', () => {
  const play = Play.start(build({ nodes: [start(), service('j', { headers: { to: 'all' } }), end()], flows: ['start > j', 'j > end'] }), { x: 1 });

  expect(play.all('start-job')).toMatchObject([{ jobId: 'i/j/1/1', type: 'do-j', headers: { to: 'all' }, retries: 3, variables: { x: 1 } }]);
  expect(play.done('j', { y: 2 }).result).toEqual({ x: 1, y: 2 });
});

test('a timer event waits for its duration', () => {
  const play = Play.start(build({ nodes: [start(), caught('wait', after('P3D')), end()], flows: ['start > wait', 'wait > end'] }));

  expect(Object.values(play.state.timers)).toMatchObject([{ due: '2026-03-05T01:00:00.000Z', elementId: 'wait' }]);
  expect(play.tick().state.status).toBe('completed');
});

test('an expression that fails stops its token only, and goes on after a fix', () => {
  const plan = build({
    nodes: [start(), parallel('fork'), user('a'), script('s', 'missing.x + 1', 'y'), exclusive('choice'), user('b')],
    flows: ['start > fork', 'fork > a', 'fork > choice', 'choice > b : ready'],
  });
  const play = Play.start(plan);

  expect(play.incidents).toEqual(['condition at choice']);
  expect(play.open).toEqual(['a']);
  play.retry({ ready: true });

  expect(play.open).toEqual(['a', 'b']);
  expect(play.state.incidents).toEqual({});
});

test('a due date is told with the task', () => {
  const play = Play.start(build({ nodes: [start(), user('a', { due: fixed('2026-03-09') })], flows: ['start > a'] }));

  expect(play.task('a').task).toMatchObject({ due: '2026-03-09T15:59:59.000Z', dueAssumed: false });
});
