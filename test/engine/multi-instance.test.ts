import { boundary, build, call, each, end, error, script, service, start, sub, user } from './support/build';
import { Play } from './support/play';

const into = (source: string, target: string) => ({ inputs: [{ source, target }] });

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
