import { explain, possibleActions, refusal, rehearse } from '../../workflows/engine';
import type { EngineEvent } from '../../workflows/engine/events';
import { boundary, build, call, caught, each, end, eventSub, feel, fixed, message, start, user } from './support/build';
import { calendar, Play } from './support/play';

const withdraw = { ...message('withdraw'), action: { form: 'donor.withdraw', actors: feel('"branch_secretary@" + branchId') } };
const note = { ...message('note'), action: { form: 'donor.note', actors: fixed(['hsc_coordinator']) } };
const donor = build({
  nodes: [
    start(),
    user('keep'),
    boundary('noted', 'keep', note, { interrupting: false, name: { zh: '记一笔' } }),
    user('file'),
    eventSub('leave', { nodes: [start('leaving', withdraw, { name: { zh: '退出' } }), user('debrief'), end('gone')], flows: ['leaving > debrief', 'debrief > gone'] }),
    end(),
  ],
  flows: ['start > keep', 'keep > end', 'noted > file'],
});
const subscriptionOf = (play: Play, elementId: string): string => possibleActions(play.plan, play.state).find((action) => action.elementId === elementId)?.subscriptionId ?? 'none';
const act = (play: Play, elementId: string, key = 'k1', answers: { readonly [name: string]: string } = { why: 'moved' }): EngineEvent => ({ kind: 'action-taken', subscriptionId: subscriptionOf(play, elementId), answers, by: 'chen', key, answerHash: JSON.stringify(answers) });

test('what people may do is told with its form and who may do it, as it follows from the variables', () => {
  const play = Play.start(donor, { branchId: 'xinfang' });

  expect(possibleActions(play.plan, play.state)).toEqual([
    { subscriptionId: 'i/leave/1', elementId: 'leaving', name: { zh: '退出' }, form: 'donor.withdraw', groups: ['branch_secretary@xinfang'] },
    { subscriptionId: 'i/noted/1', elementId: 'noted', name: { zh: '记一笔' }, form: 'donor.note', groups: ['hsc_coordinator'] },
  ]);
});

test('an interrupting action ends what was going on, and leaves its answers and who it was as variables', () => {
  const play = Play.start(donor, { branchId: 'xinfang' });

  play.take(act(play, 'leaving'));

  expect(play.open).toEqual(['debrief']);
  expect(play.root).toMatchObject({ why: 'moved', actionBy: 'chen' });
  expect(possibleActions(play.plan, play.state)).toEqual([]);
});

test('an action beside the way can be taken again and again', () => {
  const play = Play.start(donor, { branchId: 'xinfang' });

  play.take(act(play, 'noted', 'k1')).take(act(play, 'noted', 'k2'));

  expect(play.open).toEqual(['keep', 'file', 'file']);
});

test('the same key again changes nothing, with other answers or at another event it is refused', () => {
  const play = Play.start(donor, { branchId: 'xinfang' });
  play.take(act(play, 'noted'));
  const after = play.state;

  expect(refusal(after, act(play, 'noted'))?.code).toBe('Repeated');
  expect(refusal(after, act(play, 'noted', 'k1', { why: 'abroad' }))?.code).toBe('KeyReused');
  expect(refusal(after, act(play, 'leaving'))?.code).toBe('KeyReused');
  expect(play.take(act(play, 'noted')).state).toBe(after);
});

test('an action whose event does not wait any more is refused, also to a key that was never used', () => {
  const play = Play.start(donor, { branchId: 'xinfang' });
  const late = act(play, 'noted', 'k9');
  play.answer('keep');

  expect(refusal(play.state, late)?.code).toBe('InstanceEnded');
  expect(refusal(Play.start(donor, { branchId: 'xinfang' }).state, { ...late, subscriptionId: 'i/keep/1' } as EngineEvent)?.code).toBe('ActionNotOpen');
});

test('no other instance can send the message of an action that has no correlation key', () => {
  const own = build({ nodes: [start(), caught('go', { kind: 'message', name: fixed('go'), action: { form: 'f', actors: fixed(['admin']) } }), end()], flows: ['start > go', 'go > end'] });

  const play = Play.start(own);

  expect(play.all('subscribe')).toMatchObject([{ correlationKey: 'i/go/1', action: { eventId: 'go', form: 'f', groups: ['admin'] } }]);
  expect(explain(play.plan, play.state)).toMatchObject([{ elementId: 'go', kind: 'message', who: { groups: ['admin'], users: [] } }]);
});

describe('in a rehearsal', () => {
  const options = { start: '2026-01-05T01:00:00Z', calendar, variables: { branchId: 'xinfang' } };
  const lines = (rehearsal: ReturnType<typeof rehearse>) => rehearsal.timeline.map(({ at, kind, elementId, detail }) => `${at.slice(0, 10)} ${kind} ${elementId ?? detail ?? ''}`.trim());

  test('actions are taken on their day, or some time after the event began to wait', () => {
    const rehearsal = rehearse(donor, { ...options, answer: (task) => ({ answers: {}, delayMs: (task.elementId === 'keep' ? 60 : 1) * 86_400_000 }), actions: [{ element: 'leave', at: '2026-02-01T02:00:00Z', answers: { why: 'moved' } }, { element: 'noted', after: 'P10D' }] });

    expect(lines(rehearsal)).toEqual([
      '2026-01-05 started',
      '2026-01-05 task-opened keep',
      '2026-01-15 action noted',
      '2026-01-15 task-opened file',
      '2026-01-16 task-completed file',
      '2026-02-01 action leaving',
      '2026-02-01 task-cancelled keep',
      '2026-02-01 task-opened debrief',
      '2026-02-02 task-completed debrief',
      '2026-02-02 ended completed',
    ]);
    expect(rehearsal).toMatchObject({ missedActions: [], variables: { why: 'moved', actionBy: 'person-1' } });
  });

  test('an action that comes too late is told as missed', () => {
    const tooLate = { element: 'leave', at: '2027-01-01' };

    expect(rehearse(donor, { ...options, actions: [tooLate] }).missedActions).toEqual([tooLate]);
  });

  test('an event on the way that people act on is acted on after a day, with the answers of its form', () => {
    const own = build({ nodes: [start(), caught('go', { kind: 'message', name: fixed('go'), action: { form: 'f', actors: fixed(['admin']) } }), end()], flows: ['start > go', 'go > end'] });

    const rehearsal = rehearse(own, { ...options, actionAnswers: (form) => ({ form }) });

    expect(lines(rehearsal)).toEqual(['2026-01-05 started', '2026-01-06 action go', '2026-01-06 ended completed']);
    expect(rehearsal.variables).toMatchObject({ form: 'f' });
  });

  test('one of several called processes can be meant', () => {
    const quarter = build({ nodes: [start(), call('visit', 'donor', each('["a","b"]', { inputElement: 'branchId' })), end()], flows: ['start > visit', 'visit > end'] }, { id: 'quarter' });

    const rehearsal = rehearse(quarter, { ...options, called: { donor: { ...donor, id: 'donor' } }, actions: [{ element: 'leaving', instance: 'visit/2' }] });

    expect(rehearsal.timeline.filter(({ kind }) => kind === 'action').map(({ instanceId }) => instanceId)).toEqual(['rehearsal/quarter/visit/2']);
  });
});
