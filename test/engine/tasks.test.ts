import type { Calendar } from '../../feel/types';
import { refusal, upcast } from '../../workflows/engine';
import type { EngineEvent } from '../../workflows/engine/events';
import type { Reminder } from '../../workflows/engine/plan';
import { after, boundary, build, caught, at, end, every, feel, fixed, script, start, user } from './support/build';
import { Play } from './support/play';

const remind = (amount: number, unit: Reminder['offset']['unit'], to = 'candidates', escalation = false): Reminder => ({ offset: { amount, unit }, to, escalation });
const one = (more: { readonly [more: string]: unknown }) => build({ nodes: [start(), user('a', more), end()], flows: ['start > a', 'a > end'] });

describe('who is asked', () => {
  test('groups and users may be lists or texts with commas', () => {
    const play = Play.start(one({ candidateGroups: feel('"branch_secretary@" + branchId + ", inspector"'), candidateUsers: fixed(['u1', 'u2']), assignee: fixed('u3') }), { branchId: 'xinfang' });

    expect(play.task('a').task).toMatchObject({ groups: ['branch_secretary@xinfang', 'inspector'], users: ['u1', 'u2'], assignee: 'u3' });
  });

  test("a task that names nobody goes to its lane's role, at the instance's branch when it is one of a branch", () => {
    expect(Play.start(one({ lane: 'branch_president' }), { branchId: 'xinfang' }).task('a').task.groups).toEqual(['branch_president@xinfang']);
    expect(Play.start(one({ lane: 'teller' }), { branchId: 'xinfang' }).task('a').task.groups).toEqual(['teller@xinfang']);
    expect(Play.start(one({ lane: 'inspector' }), { branchId: 'xinfang' }).task('a').task.groups).toEqual(['inspector']);
  });

  test('who did an earlier step may be kept from a later one', () => {
    const play = Play.start(build({ nodes: [start(), user('apply'), user('approve', { notActorOf: ['apply'] }), end()], flows: ['start > apply', 'apply > approve', 'approve > end'] }));

    play.answer('apply', {}, 'ann');

    expect(play.task('approve').task.excludedActors).toEqual(['ann']);
    expect(play.answer('approve', {}, 'ann').open).toEqual(['approve']);
    expect(play.answer('approve', {}, 'bob').state.status).toBe('completed');
  });

  test('an assignment that is no text stops the task until a fix', () => {
    const play = Play.start(one({ assignee: feel('who') }), { who: 7 });

    expect(play.incidents).toEqual(['expression at a']);
    expect(play.retry({ who: 'u1' }).task('a').task.assignee).toBe('u1');
  });
});

describe('reminders', () => {
  const due = fixed('2026-03-09');

  test('come before and after the due date, each once, escalations marked', () => {
    const play = Play.start(one({ due, candidateGroups: fixed(['inspector']), reminders: [remind(-3, 'd'), remind(0, 'd'), remind(2, 'h', 'inspection_lead', true)] }));

    const sent = () => play.lastOf('remind').map(({ offset, to, escalation }) => ({ at: play.now, offset, to, escalation }));
    expect(play.tick() && sent()).toEqual([{ at: '2026-03-06T00:30:00.000Z', offset: '-3d', to: ['inspector'], escalation: false }]);
    expect(play.tick() && sent()).toEqual([{ at: '2026-03-09T00:30:00.000Z', offset: '0d', to: ['inspector'], escalation: false }]);
    expect(play.tick() && sent()).toEqual([{ at: '2026-03-09T17:59:59.000Z', offset: '+2h', to: ['inspection_lead'], escalation: true }]);
    expect(play.state.timers).toEqual({});
  });

  test('in working days skip weekends and keep the time of day', () => {
    const play = Play.start(one({ due: fixed('2026-03-09T17:00:00'), reminders: [remind(-3, 'wd'), remind(5, 'wd')] }));

    expect(Object.values(play.state.timers).map((timer) => timer.due)).toEqual(['2026-03-04T09:00:00.000Z', '2026-03-16T09:00:00.000Z']);
  });

  test('of those already past only the latest is sent, at once', () => {
    const play = Play.start(one({ due: fixed('2026-03-03'), reminders: [remind(-7, 'd'), remind(-3, 'd'), remind(0, 'd')] }));

    expect(play.lastOf('remind').map(({ offset }) => offset)).toEqual(['-3d']);
    expect(Object.values(play.state.timers)).toHaveLength(1);
  });

  test('of a task due at the end of a day go out when people are at work, at the hour that the process names', () => {
    const reminded = { due, reminders: [remind(-1, 'd'), remind(1, 'wd'), remind(-2, 'h'), remind(50, '%')] };
    const timesOf = (play: Play) => Object.values(play.state.timers).map((timer) => timer.due);

    expect(timesOf(Play.start(one(reminded)))).toEqual(['2026-03-08T00:30:00.000Z', '2026-03-10T00:30:00.000Z', '2026-03-09T13:59:59.000Z', '2026-03-06T00:30:00.000Z']);
    expect(timesOf(Play.start({ ...one(reminded), remindAt: feel('limits.hour') }, { limits: { hour: '14:00' } }))).toEqual(['2026-03-08T06:00:00.000Z', '2026-03-10T06:00:00.000Z', '2026-03-09T13:59:59.000Z', '2026-03-06T06:00:00.000Z']);
  });

  test('stay at the last second of the day in an instance that began when that was so, until it continues as new', () => {
    const play = Play.start(one({ due: feel('held'), reminders: [remind(-1, 'd')] }), { held: '2026-03-09' }, { semantics: 1 });
    const [before] = Object.values(play.state.timers);

    play.state = upcast(play.state);
    const [kept] = Object.values(play.state.timers);
    play.take({ kind: 'variables-changed', variables: { held: '2026-03-10' }, by: 'ann', reason: '' });

    expect([before?.due, kept?.due]).toEqual(['2026-03-08T15:59:59.000Z', '2026-03-08T15:59:59.000Z']);
    expect(Object.values(play.state.timers).map((timer) => timer.due)).toEqual(['2026-03-09T00:30:00.000Z']);
  });

  test('may come when a share of the time from opening to due is over', () => {
    const play = Play.start(one({ due: feel('now() + duration("PT48H")'), reminders: [remind(50, '%'), remind(75, '%', 'inspection_lead', true)] }));

    const sent = () => play.lastOf('remind').map(({ offset, escalation }) => ({ at: play.now, offset, escalation }));
    expect(play.tick() && sent()).toEqual([{ at: '2026-03-03T01:00:00.000Z', offset: '50%', escalation: false }]);
    expect(play.tick() && sent()).toEqual([{ at: '2026-03-03T13:00:00.000Z', offset: '75%', escalation: true }]);
  });

  describe('of a task that opens when it is overdue', () => {
    const late = one({ due: fixed('2026-02-27'), reminders: [remind(50, '%'), remind(-3, 'd'), remind(1, 'd', 'district_secgen', true), remind(9, 'd')] });

    test('have no share of the time that is over: the latest one that counts from the due date is sent at once, those ahead later', () => {
      const play = Play.start(late);

      expect(play.lastOf('remind').map(({ offset, escalation }) => [offset, escalation])).toEqual([['+1d', true]]);
      expect(Object.values(play.state.timers).map((timer) => timer.due)).toEqual(['2026-03-08T00:30:00.000Z']);
    });

    test('begin with that share in an instance that began when that was so', () => {
      expect(Play.start(late, {}, { semantics: 1 }).lastOf('remind').map(({ offset }) => offset)).toEqual(['50%']);
    });

    test('come at their share once the due date has moved ahead', () => {
      const play = Play.start(one({ due: feel('held'), reminders: [remind(50, '%')] }), { held: '2026-02-27' });
      expect([play.lastOf('remind'), Object.keys(play.state.timers)]).toEqual([[], []]);

      play.take({ kind: 'variables-changed', variables: { held: '2026-03-09' }, by: 'ann', reason: '' });

      expect(Object.values(play.state.timers).map((timer) => timer.due)).toEqual(['2026-03-06T00:30:00.000Z']);
    });
  });

  test('go to a role at the branch that a variable names, to the candidates when it names none', () => {
    const plan = one({ due, candidateGroups: fixed(['teller']), assignee: fixed('u1'), reminders: [remind(-3, 'd', 'branch_president@branchId')] });

    expect(Play.start(plan, { branchId: 'xinfang' }).tick().lastOf('remind')).toMatchObject([{ to: ['branch_president@xinfang'], users: [] }]);
    expect(Play.start(plan).tick().lastOf('remind')).toMatchObject([{ to: ['teller'], users: ['u1'] }]);
  });

  test('end with the task, and without a due date there are none', () => {
    expect(Play.start(one({ due, reminders: [remind(-3, 'd')] })).answer('a').state.timers).toEqual({});
    expect(Play.start(one({ reminders: [remind(-3, 'd')] })).state.timers).toEqual({});
  });
});

describe('deadlines that move', () => {
  const plan = build({
    nodes: [start(), user('a', { due: feel('add working days(held, 5)'), followUp: feel('held'), reminders: [remind(-1, 'd'), remind(1, 'd', 'candidates', true)] }), boundary('beside', 'a', after('P1D'), { interrupting: false }), script('move', '"2026-03-16"', 'held'), end()],
    flows: ['start > a', 'a > end', 'beside > move'],
  });

  test('follow a variable that a person changes', () => {
    const play = Play.start(plan, { held: '2026-03-02' });
    expect(play.task('a').task).toMatchObject({ due: '2026-03-09T15:59:59.000Z', followUp: '2026-03-02T15:59:59.000Z' });

    play.take({ kind: 'variables-changed', variables: { held: '2026-03-10' }, by: 'ann', reason: 'put off' });

    expect(play.last).toEqual([{ kind: 'reschedule-task', taskId: 'i/a/1', due: '2026-03-17T15:59:59.000Z', dueAssumed: true, followUp: '2026-03-10T15:59:59.000Z' }]);
    expect(Object.values(play.state.timers).filter((timer) => timer.taskId).map((timer) => timer.due)).toEqual(['2026-03-16T00:30:00.000Z', '2026-03-18T00:30:00.000Z']);
  });

  test('follow a variable that another step writes', () => {
    const play = Play.start(plan, { held: '2026-03-02' });

    play.tick();

    expect(play.lastOf('reschedule-task')).toMatchObject([{ due: '2026-03-23T15:59:59.000Z' }]);
  });

  test('are reckoned from when the task was opened', () => {
    const play = Play.start(one({ due: feel('if hurry then now() + duration("P1D") else now() + duration("P3D")') }), { hurry: false });
    expect(play.task('a').task.due).toBe('2026-03-05T01:00:00.000Z');

    play.take({ kind: 'variables-changed', variables: { hurry: true }, by: 'ann', reason: '' }, '2026-03-02T10:00:00Z');

    expect(play.task('a').task.due).toBe('2026-03-03T01:00:00.000Z');
  });

  test('stay where they are when they cannot be told any more, or do not depend on what changed', () => {
    const play = Play.start(plan, { held: '2026-03-02' });

    play.take({ kind: 'variables-changed', variables: { other: 1 }, by: 'ann', reason: '' });
    play.take({ kind: 'variables-changed', variables: { held: 'soon' }, by: 'ann', reason: '' });

    expect(play.all('reschedule-task')).toEqual([]);
    expect(play.task('a').task.due).toBe('2026-03-09T15:59:59.000Z');
  });

  test('send a reminder again only if it lies ahead once more', () => {
    const play = Play.start(one({ due: feel('held'), reminders: [remind(-1, 'd'), remind(0, 'd')] }), { held: '2026-03-05' });
    play.tick();

    play.take({ kind: 'variables-changed', variables: { held: '2026-03-04' }, by: 'ann', reason: '' }, '2026-03-04T16:00:00Z');
    expect(play.lastOf('remind').map(({ offset }) => offset)).toEqual(['0d']);

    play.take({ kind: 'variables-changed', variables: { held: '2026-03-20' }, by: 'ann', reason: '' });
    expect(play.lastOf('remind')).toEqual([]);
    expect(Object.values(play.state.timers)).toHaveLength(2);
  });

  test('in a year without a holiday table are assumed, and reckoned again when the table comes', () => {
    const plan2027 = build({
      nodes: [start(), user('a', { due: feel('add working days("2026-12-30", 3)'), reminders: [remind(-1, 'wd')] }), boundary('late', 'a', at(feel('add working days("2026-12-30", 4)'))), end()],
      flows: ['start > a', 'a > end', 'late > end'],
    });
    const years: Calendar['years'] = { '2026': { holidays: [], workdays: [] } };
    const play = Play.start(plan2027, {}, { calendar: { version: '1', years } });
    expect(play.task('a').task).toMatchObject({ due: '2027-01-05T15:59:59.000Z', dueAssumed: true });
    expect(Object.values(play.state.timers)).toMatchObject([{ purpose: 'boundary', assumed: true, due: '2027-01-06T15:59:59.000Z' }, { purpose: 'reminder', assumed: true, due: '2027-01-04T00:30:00.000Z' }]);

    play.take({ kind: 'calendar-changed', calendar: { version: '2', years: { ...years, '2027': { holidays: ['2027-01-01', '2027-01-04', '2027-01-05'], workdays: [] } } } });

    expect(play.last).toMatchObject([{ kind: 'reschedule-task', due: '2027-01-07T15:59:59.000Z', dueAssumed: false }]);
    expect(Object.values(play.state.timers).map((timer) => [timer.purpose, timer.assumed, timer.due])).toEqual([['boundary', false, '2027-01-08T15:59:59.000Z'], ['reminder', false, '2027-01-06T00:30:00.000Z']]);
    expect(play.state.calendar.version).toBe('2');
  });
});

describe('what is refused', () => {
  const completion = (play: Play, more: Partial<Extract<EngineEvent, { kind: 'task-completed' }>> = {}): EngineEvent => ({ kind: 'task-completed', taskId: 'i/a/1', answers: {}, by: 'ann', key: 'k', answerHash: 'h', ...more });

  test('a completion is taken once; the same again, another with its key, and a late one are told apart', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), user('b')], flows: ['start > a', 'a > b'] }));
    expect(refusal(play.state, completion(play))).toBeUndefined();
    play.take(completion(play));
    const { state } = play;

    expect(refusal(state, completion(play))?.code).toBe('Repeated');
    expect(refusal(state, completion(play, { answerHash: 'other' }))?.code).toBe('KeyReused');
    expect(refusal(state, completion(play, { taskId: 'i/b/1' }))?.code).toBe('KeyReused');
    expect(refusal(state, completion(play, { key: 'k2' }))?.code).toBe('TaskNotOpen');
    expect(play.take(completion(play)).state).toBe(state);
    expect(play.last).toEqual([]);
  });

  test('a repeated completion is known even after the end', () => {
    const play = Play.start(one({}));
    play.take(completion(play));

    expect(refusal(play.state, completion(play))?.code).toBe('Repeated');
    expect(refusal(play.state, completion(play, { key: 'k2' }))?.code).toBe('InstanceEnded');
    expect(refusal(play.state, { kind: 'cancelled', by: 'ann', reason: '' })?.code).toBe('InstanceEnded');
  });

  test('an excluded actor, an unknown incident, a second start', () => {
    const play = Play.start(build({ nodes: [start(), user('a'), user('b', { notActorOf: ['a'] })], flows: ['start > a', 'a > b'] })).answer('a');

    expect(refusal(play.state, completion(play, { taskId: 'i/b/1', key: 'x' }))?.code).toBe('ActorExcluded');
    expect(refusal(play.state, { kind: 'incident-retried', incidentId: 'none', by: 'ann' })?.code).toBe('IncidentNotOpen');
    expect(refusal(play.state, { kind: 'started', variables: {}, by: 'ann', calendar: { version: '', years: {} } })?.code).toBe('AlreadyStarted');
  });
});

test('a cycle may start at a date', () => {
  const play = Play.start(build({ nodes: [start(), user('a'), boundary('nag', 'a', every('R2/2026-03-10T08:00:00/P1W'), { interrupting: false }), end()], flows: ['start > a', 'nag > end'] }));

  expect(play.tick().now).toBe('2026-03-10T00:00:00.000Z');
  expect(play.tick().now).toBe('2026-03-17T00:00:00.000Z');
  expect(play.state.timers).toEqual({});
});

test('a date that has passed is due at once, not in the past', () => {
  const play = Play.start(build({ nodes: [start(), caught('w', at(fixed('2020-01-01'))), end()], flows: ['start > w', 'w > end'] }));

  expect(play.tick().now).toBe('2026-03-02T01:00:00.000Z');
});
