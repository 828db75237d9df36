import { explain } from '../../workflows/engine';
import { after, boundary, build, caught, every, eventSub, exclusive, firstOf, fixed, message, parallel, service, start, sub, user } from './support/build';
import { Play } from './support/play';

test('it tells who is awaited, since when, until when, and what happens next by itself', () => {
  const inside = {
    nodes: [start('s1'), user('a', { name: { zh: '初审', en: 'Review' }, due: fixed('2026-03-09'), candidateGroups: fixed(['inspector']), reminders: [{ offset: { amount: -3, unit: 'd' }, to: 'candidates', escalation: false }, { offset: { amount: 1, unit: 'wd' }, to: 'admin', escalation: true }] }), boundary('late', 'a', after('P30D'), { name: { zh: '逾期' } })],
    flows: ['s1 > a'],
  };
  const play = Play.start(build({ nodes: [start(), sub('s', inside), eventSub('yearly', { nodes: [start('y1', every('R/P1Y'), { interrupting: false })], flows: [] })], flows: ['start > s'] }));

  const [awaited, ...others] = explain(play.plan, play.state);

  expect(others).toEqual([]);
  expect(awaited).toMatchObject({ elementId: 'a', name: { zh: '初审' }, kind: 'task', since: '2026-03-02T01:00:00Z', who: { groups: ['inspector'], users: [] }, due: '2026-03-09T15:59:59.000Z', dueAssumed: false, taskId: 'i/a/1' });
  expect(awaited?.next.map(({ at, what, text }) => `${at.slice(0, 10)} ${what} ${text.zh}`)).toEqual([
    '2026-03-06 reminder 发出提醒（到期前 3 天）',
    '2026-03-10 escalation 上报提醒（逾期 1 个工作日）',
    '2026-04-01 boundary 中止本步骤，转入“逾期”',
    '2027-03-02 event-subprocess 启动“yearly”',
  ]);
});

test('it names events, jobs, joins and incidents, each join once', () => {
  const play = Play.start(
    build({
      nodes: [start(), parallel('fork'), service('j'), firstOf('which'), caught('mail', message('mail')), caught('wait', after('P1D')), parallel('join'), service('k'), exclusive('bad'), user('x'), user('y'), parallel('fork2')],
      flows: ['start > fork', 'fork > j', 'fork > which', 'which > mail', 'which > wait', 'mail > join', 'wait > join', 'fork > fork2', 'fork2 > join', 'fork > k', 'fork > bad', 'bad > x : no', 'bad > y : no'],
    }),
  );
  play.failed('k');

  expect(explain(play.plan, play.state).map(({ elementId, kind }) => `${kind} ${elementId}`)).toEqual(['job j', 'timer wait', 'message mail', 'incident k', 'incident bad', 'join join']);
});

test('an instance that has ended awaits nothing', () => {
  const play = Play.start(build({ nodes: [start(), user('a')], flows: ['start > a'] })).answer('a');

  expect(explain(play.plan, play.state)).toEqual([]);
});
