import { after, build, caught, boundary, end, error, exclusive, firstOf, inclusive, link, manual, message, parallel, receive, service, signal, start, thrown, user } from './support/build';
import { Play } from './support/play';

describe('inclusive gateways', () => {
  const plan = build({
    nodes: [start(), inclusive('split', { default: 'split>c' }), user('a'), user('b'), user('c'), inclusive('join'), user('after'), end()],
    flows: ['start > split', 'split > a : x', 'split > b : y', 'split > c', 'a > join', 'b > join', 'c > join', 'join > after', 'after > end'],
  });

  test('take every flow whose condition holds, and join exactly those', () => {
    const play = Play.start(plan, { x: true, y: true });

    expect(play.open).toEqual(['a', 'b']);
    expect(play.answer('a').open).toEqual(['b']);
    expect(play.answer('b').open).toEqual(['after']);
  });

  test('take the default flow when no condition holds', () => {
    const play = Play.start(plan, { x: false, y: false });

    expect(play.open).toEqual(['c']);
    expect(play.answer('c').open).toEqual(['after']);
  });

  test('a join waits for a token that can still take a detour to it', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), exclusive('detour', { default: 'detour>join' }), user('c'), inclusive('join'), user('after')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a > join', 'b > detour', 'detour > c : far', 'detour > join', 'c > join', 'join > after'],
      }),
      { far: true },
    );

    play.answer('a');
    expect(play.open).toEqual(['b']);
    play.answer('b');
    expect(play.open).toEqual(['c']);
    play.answer('c');
    expect(play.open).toEqual(['after']);
  });

  test('a join goes on as soon as the token it waited for has taken another way', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), exclusive('turn', { default: 'turn>gone' }), inclusive('join'), user('after'), end('gone')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a > join', 'b > turn', 'turn > join : stay', 'turn > gone', 'join > after'],
      }),
      { stay: false },
    );

    play.answer('a');
    expect(play.open).toEqual(['b']);
    play.answer('b');
    expect(play.open).toEqual(['after']);
  });

  test('a join counts a way that leads over a boundary event', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), boundary('late', 'b', after('P1D')), user('c'), inclusive('join'), user('after'), end('gone')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a > join', 'b > gone', 'late > c', 'c > join', 'join > after'],
      }),
    );

    play.answer('a');
    expect(play.open).toEqual(['b']);
    play.tick();
    expect(play.open).toEqual(['c']);
    play.answer('c');
    expect(play.open).toEqual(['after']);
  });

  test('joins inside of each other do not wait for each other in a loop', () => {
    const play = Play.start(
      build({
        nodes: [start(), exclusive('again'), inclusive('split'), inclusive('inner', { default: 'inner>a' }), user('a'), user('b'), inclusive('inner-join'), user('c'), inclusive('join'), user('ask'), exclusive('choice', { default: 'choice>end' }), end()],
        flows: ['start > again', 'again > split', 'split > inner : true', 'split > c : x', 'inner > a', 'inner > b : y', 'a > inner-join', 'b > inner-join', 'inner-join > join', 'c > join', 'join > ask', 'ask > choice', 'choice > again : more', 'choice > end'],
      }),
      { x: true, y: true, more: true },
    );
    expect(play.open).toEqual(['c', 'b']);

    play.answer('c').answer('b');
    expect(play.open).toEqual(['ask']);
    play.answer('ask', { x: false, y: false });
    expect(play.open).toEqual(['a']);
    play.answer('a').answer('ask', { more: false });

    expect(play.state.status).toBe('completed');
  });

  test('without a condition that holds and without default the token stops until a fix', () => {
    const play = Play.start(build({ nodes: [start(), inclusive('split'), user('a'), user('b')], flows: ['start > split', 'split > a : x', 'split > b : y'] }), { x: false, y: false });

    expect(play.incidents).toEqual(['condition at split']);
    expect(play.retry({ y: true }).open).toEqual(['b']);
  });

  test('a join whose conditions fail stops once, and goes on after a fix', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), inclusive('both'), user('c'), user('d')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a > both', 'b > both', 'both > c : x', 'both > d : x'],
      }),
    );

    play.answer('a').answer('b');

    expect(play.incidents).toEqual(['condition at both']);
    expect(play.retry({ x: true }).open).toEqual(['c', 'd']);
  });
});

describe('parallel gateways', () => {
  test('a gateway may join and fork at once', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), user('a'), user('b'), parallel('both'), user('c'), user('d')],
        flows: ['start > fork', 'fork > a', 'fork > b', 'a > both', 'b > both', 'both > c', 'both > d'],
      }),
    );

    expect(play.answer('a').answer('b').open).toEqual(['c', 'd']);
  });

  test('a second token of the same flow waits for its own partner', () => {
    const play = Play.start(
      build({
        nodes: [start(), parallel('fork'), manual('m1'), manual('m2'), user('a'), exclusive('merge'), parallel('join'), user('after')],
        flows: ['start > fork', 'fork > m1', 'fork > m2', 'fork > a', 'm1 > merge', 'm2 > merge', 'merge > join', 'a > join', 'join > after'],
      }),
    );

    play.answer('a');

    expect(play.open).toEqual(['after']);
    expect(Object.values(play.state.tokens).filter((token) => token.joining)).toHaveLength(1);
    expect(play.answer('after').state.status).toBe('running');
  });
});

describe('event-based gateways', () => {
  const plan = build({
    nodes: [start(), firstOf('which'), caught('late', after('P10D')), caught('mail', message('mail')), caught('all', signal('all')), receive('reply', message('reply')), user('a'), user('b'), user('c'), user('d')],
    flows: ['start > which', 'which > late', 'which > mail', 'which > all', 'which > reply', 'late > a', 'mail > b', 'all > c', 'reply > d'],
  });

  test.each([
    ['the timer', (play: Play) => play.tick(), 'a'],
    ['the message', (play: Play) => play.message('mail', { text: 'hi' }), 'b'],
    ['the signal', (play: Play) => play.signal('all'), 'c'],
    ["the receive task's message", (play: Play) => play.message('reply'), 'd'],
  ])('%s, when it is first, ends the waiting for the others', (_which, happen, task) => {
    const play = Play.start(plan);

    happen(play);

    expect(play.open).toEqual([task]);
    expect(play.state.timers).toEqual({});
    expect(play.state.subscriptions).toEqual({});
    expect(play.all('unsubscribe')).toHaveLength(3);
  });
});

test('a link event goes on at its target', () => {
  const play = Play.start(build({ nodes: [start(), thrown('out', link('L')), caught('in', link('L')), user('a')], flows: ['start > out', 'in > a'] }));

  expect(play.open).toEqual(['a']);
  expect(play.way).toEqual(['start', 'out', 'in', 'a']);
});

test('a token with an incident still counts for an inclusive join', () => {
  const play = Play.start(
    build({
      nodes: [start(), parallel('fork'), user('a'), service('j'), boundary('failed', 'j', error('known')), inclusive('join'), user('after')],
      flows: ['start > fork', 'fork > a', 'fork > j', 'a > join', 'j > join', 'failed > join', 'join > after'],
    }),
  );

  play.failed('j').answer('a');
  expect(play.open).toEqual([]);
  play.retry().done('j');
  expect(play.open).toEqual(['after']);
});
