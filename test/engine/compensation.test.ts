import { build, compensation, each, end, error, eventSub, manual, parallel, script, start, sub, thrown, user } from './support/build';
import { Play } from './support/play';

const into = (source: string, target: string) => ({ inputs: [{ source, target }] });

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
