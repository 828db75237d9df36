import { rehearse, type RehearsalOptions } from '../../workflows/engine';
import { boundary, build, call, caught, compensation, each, end, error, escalation, exclusive, feel, firstOf, after, manual, message, script, service, start, thrown, user, every, eventSub } from './support/build';
import { calendar } from './support/play';

const options: RehearsalOptions = { start: '2026-01-05T01:00:00Z', calendar };
const lines = (rehearsal: ReturnType<typeof rehearse>) => rehearsal.timeline.map(({ at, kind, elementId, detail }) => [at.slice(0, 10), kind, elementId ?? detail].filter(Boolean).join(' '));

test('tasks are answered half way to their due date, or after a day, and the dates are told', () => {
  const plan = build({ nodes: [start(), user('a', { due: feel('add working days(now(), 10)'), reminders: [{ offset: { amount: -10, unit: 'd' }, to: 'candidates', escalation: false }] }), user('b'), service('j'), end()], flows: ['start > a', 'a > b', 'b > j', 'j > end'] });

  const rehearsal = rehearse(plan, { ...options, variables: { x: 1 }, answer: (task) => ({ answers: { [task.elementId]: true } }), jobs: () => ({ y: 2 }) });

  expect(lines(rehearsal)).toEqual([
    '2026-01-05 started',
    '2026-01-05 task-opened a',
    '2026-01-09 reminder a',
    '2026-01-12 task-completed a',
    '2026-01-12 task-opened b',
    '2026-01-13 task-completed b',
    '2026-01-13 job j',
    '2026-01-13 ended completed',
  ]);
  expect(rehearsal).toMatchObject({ stopped: 'ended', neverReached: [], variables: { x: 1, a: true, b: true, y: 2 } });
  expect(rehearse(plan, { ...options, variables: { x: 1 }, answer: (task) => ({ answers: { [task.elementId]: true } }), jobs: () => ({ y: 2 }) })).toEqual(rehearsal);
});

test('elements that nobody comes to are listed', () => {
  const plan = build({ nodes: [start(), exclusive('x', { default: 'x>a' }), user('a'), user('b')], flows: ['start > x', 'x > b : false', 'x > a'] });

  expect(rehearse(plan, options).neverReached.map(({ elementId }) => elementId)).toEqual(['b']);
});

test('a compensation event is reached when what undoes its activity runs', () => {
  const undo = (id: string) => manual(`undo-${id}`, { isForCompensation: true });
  const plan = build({
    nodes: [start(), manual('a', { compensatedBy: 'undo-a' }), boundary('redo-a', 'a', compensation()), undo('a'), manual('b', { compensatedBy: 'undo-b' }), boundary('redo-b', 'b', compensation()), undo('b'), thrown('back', compensation('a')), end()],
    flows: ['start > a', 'a > b', 'b > back', 'back > end'],
  });

  expect(rehearse(plan, options).neverReached.map(({ elementId }) => elementId)).toEqual(['redo-b', 'undo-b']);
});

test('messages on the way come after a day, timers in their turn, exceptions are left out', () => {
  const plan = build({
    nodes: [start(), firstOf('which'), caught('mail', message('mail')), caught('late', after('PT2H')), user('a'), boundary('withdrawn', 'a', message('withdrawn')), caught('reply', message('reply')), end()],
    flows: ['start > which', 'which > mail', 'which > late', 'late > a', 'mail > a', 'a > reply', 'reply > end'],
  });

  expect(lines(rehearse(plan, options))).toEqual([
    '2026-01-05 started',
    '2026-01-05 timer late',
    '2026-01-05 task-opened a',
    '2026-01-06 task-completed a',
    '2026-01-07 ended completed',
  ]);
});

test('called processes are rehearsed too, with their errors and messages to each other', () => {
  const child = build({ nodes: [start('c0'), user('ask'), thrown('tell', message('done')), exclusive('ok', { default: 'ok>bad' }), end('good'), end('bad', error('E'))], flows: ['c0 > ask', 'ask > tell', 'tell > ok', 'ok > good : item = 1', 'ok > bad'] }, { id: 'child' });
  const plan = build({ nodes: [start(), call('c', 'child', each('[1,2]')), boundary('failed', 'c', error('E')), end('sad'), end()], flows: ['start > c', 'c > end', 'failed > sad'] });

  const rehearsal = rehearse(plan, { ...options, called: { child } });

  expect(rehearsal.timeline.filter(({ kind }) => kind === 'ended').map(({ process, detail }) => `${process} ${detail}`)).toEqual(['child completed', 'child failed: E', 'process completed']);
  expect(rehearsal.neverReached.map(({ process, elementId }) => `${process}/${elementId}`)).toEqual(['process/end']);
});

test('it says why it stopped', () => {
  const loop = build({ nodes: [start(), user('a')], flows: ['start > a', 'a > a'] });
  const yearly = build({ nodes: [start(), user('a'), eventSub('es', { nodes: [start('e1', every('R/P1Y'), { interrupting: false }), script('s', '1', 'x')], flows: ['e1 > s'] })], flows: ['start > a'] });
  const broken = build({ nodes: [start(), user('a', { due: feel('"soon"') })], flows: ['start > a'] });

  expect(rehearse(loop, { ...options, maxSteps: 50 }).stopped).toBe('steps');
  expect(rehearse(yearly, { ...options, answer: () => undefined, until: '2031-01-01T00:00:00Z' })).toMatchObject({ stopped: 'until', endedAt: '2030-01-05T01:00:00.000Z' });
  expect(rehearse(loop, { ...options, answer: () => undefined }).stopped).toBe('waiting');
  expect(rehearse(broken, options).stopped).toBe('incident');
});

test('who may not act is not the one who answers', () => {
  const plan = build({ nodes: [start(), user('a'), user('b', { notActorOf: ['a'] }), end('up', escalation('x'))], flows: ['start > a', 'a > b', 'b > up'] });

  expect(rehearse(plan, options).stopped).toBe('ended');
});

test('a quarter of 179 branches is rehearsed as a whole, every visit with its own dates', () => {
  const visit = build(
    { nodes: [start('v0'), user('report', { due: feel('add working days(now(), 10)'), reminders: [{ offset: { amount: 50, unit: '%' }, to: 'candidates', escalation: false }] }), user('review'), end('v1')], flows: ['v0 > report', 'report > review', 'review > v1'] },
    { id: 'visit' },
  );
  const quarter = build({ nodes: [start(), call('visits', 'visit', { campaign: true, ...each('branches', { inputElement: 'branchId', outputCollection: 'scores', outputElement: 'score' }) }), user('publish'), end()], flows: ['start > visits', 'visits > publish', 'publish > end'] });
  const branches = Array.from({ length: 179 }, (_, index) => `b${index + 1}`);

  const rehearsal = rehearse(quarter, { ...options, variables: { branches }, called: { visit }, maxSteps: 20_000, answer: (task) => ({ answers: task.elementId === 'review' ? { score: 90 } : {} }) });

  expect(rehearsal).toMatchObject({ stopped: 'ended', neverReached: [], variables: { scores: branches.map(() => 90) } });
  expect(rehearsal.timeline.filter(({ kind }) => kind === 'reminder')).toHaveLength(179);
});
