import { build, end, script, start, user } from './support/build';
import { Play } from './support/play';

const one = (more: { readonly [more: string]: unknown }) => build({ nodes: [start(), user('a', more), end()], flows: ['start > a', 'a > end'] });

describe('budgets', () => {
  test('a loop that never waits stops with an incident, not for ever', () => {
    const play = Play.start(build({ nodes: [start(), script('s', 'n + 1', 'n')], flows: ['start > s', 's > s'] }), { n: 0 });

    expect(play.incidents).toEqual(['budget at s']);
    expect(play.state.status).toBe('running');
  });

  test('expressions that are costly together stop the token before the step takes long', () => {
    const play = Play.start(build({ nodes: [start(), script('s', 'sum(for i in 1..20000 return i)', 'n')], flows: ['start > s', 's > s'] }));

    expect(play.incidents).toEqual(['budget at s']);
    expect(play.way.length).toBeLessThan(200);
  });

  test('a token that doubles for ever stops too', () => {
    const play = Play.start(build({ nodes: [start(), script('s', '1', 'n')], flows: ['start > s', 's > s', 's > s'] }));

    expect(new Set(play.incidents)).toEqual(new Set(['budget at s']));
  });

  test('variables that grow too big stop the token that writes them', () => {
    const play = Play.start(one({})).answer('a', { text: 'x'.repeat(600_000) });

    expect(play.incidents).toEqual(['budget at a']);
    expect(play.root).toEqual({});
  });
});
