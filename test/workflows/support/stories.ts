import { randomUUID } from 'node:crypto';
import { addItems, exemptChild, retryIncident, takeAction } from '../../../client/updates';
import { possibleActions } from '../../../workflows/engine';
import { after, boundary, build, call, caught, each, end, eventSub, feel, fixed, message, parallel, service, start, user } from '../../engine/support/build';
import type { TestEngine } from '../../support/temporal';
import { play, playerOf, publishPlan, until, type Player } from './player';

/** A play that is recorded; its histories must replay for as long as instances of their generation run. */
export interface Story {
  readonly name: string;
  readonly live: (engine: TestEngine) => Promise<Player>;
}

const approval = build({ nodes: [start(), user('submit'), user('approve', { notActorOf: ['submit'] }), end()], flows: ['start > submit', 'submit > approve', 'approve > end'] }, { id: 'story-approval' });
const reminded = build(
  { nodes: [start(), user('answer', { due: fixed('2000-01-01') }), boundary('late', 'answer', after('PT1S')), user('chase'), end(), end('done')], flows: ['start > answer', 'answer > end', 'late > chase', 'chase > done'] },
  { id: 'story-timer' },
);
const failing = build({ nodes: [start(), service('work', { jobType: fixed('no-such-job'), retries: fixed(1) }), end()], flows: ['start > work', 'work > end'] }, { id: 'story-job' });
const visit = build({ nodes: [start(), user('report'), end()], flows: ['start > report', 'report > end'] }, { id: 'story-visit' });
const campaign = build({ nodes: [start(), call('visit', 'story-visit', each('branches')), user('close'), end()], flows: ['start > visit', 'visit > close', 'close > end'] }, { id: 'story-campaign' });
const meeting = build(
  { nodes: [start(), parallel('fork'), user('speak'), { kind: 'throwEvent', id: 'say', event: message('word', 'topic') }, caught('hear', message('word', 'topic')), parallel('join'), end()], flows: ['start > fork', 'fork > speak', 'speak > say', 'fork > hear', 'say > join', 'hear > join', 'join > end'] },
  { id: 'story-message' },
);

const donor = build(
  {
    nodes: [
      start(), user('keep', { due: feel('today() + duration("P30D")'), reminders: [{ offset: { amount: 50, unit: '%' }, to: 'candidates', escalation: false }] }),
      boundary('noted', 'keep', { ...message('note'), action: { form: 'note', actors: fixed(['admin']) } }, { interrupting: false }), user('file'), end('filed'), end(),
      eventSub('leave', { nodes: [start('leaving', { ...message('leave'), action: { form: 'leave', actors: fixed(['admin']) } }), user('debrief'), end('left')], flows: ['leaving > debrief', 'debrief > left'] }),
    ],
    flows: ['start > keep', 'keep > end', 'noted > file', 'file > filed'],
  },
  { id: 'story-donor' },
);
const quarter = build({ nodes: [start(), call('visit', 'story-visit', { campaign: true, ...each('branches') }), user('close'), end()], flows: ['start > visit', 'visit > close', 'close > end'] }, { id: 'story-quarter' });

export const stories: readonly Story[] = [
  {
    name: 'approval',
    live: async (engine) => {
      const player = await play(engine, approval);
      await player.complete('submit', {}, 'chen');
      await player.complete('approve', {}, 'li');
      return player;
    },
  },
  {
    name: 'timer',
    live: async (engine) => {
      const player = await play(engine, reminded);
      await player.complete('chase');
      return player;
    },
  },
  {
    name: 'incident',
    live: async (engine) => {
      const player = await play(engine, failing);
      const incident = await until(() => engine.store.incidents.findOne({ instanceId: player.id }), 'an incident');
      await retryIncident(engine.client, player.id, { incidentId: incident.incidentId, by: 'admin' });
      await until(async () => ((await engine.store.incidents.count({ instanceId: player.id })) === 2 ? true : undefined), 'the next incident');
      return player;
    },
  },
  {
    name: 'campaign',
    live: async (engine) => {
      await publishPlan(engine, visit);
      const player = await play(engine, campaign, { branches: ['a', 'b', 'c'] });
      for (const branch of [1, 2, 3]) {
        await playerOf(engine, `${player.id}/visit/${branch}`).complete('report');
        if (branch === 1) await player.continueAsNew();
      }
      await player.complete('close');
      return player;
    },
  },
  {
    name: 'action',
    live: async (engine) => {
      const player = await play(engine, donor);
      await player.open('keep');
      const act = async (elementId: string): Promise<void> => {
        const action = possibleActions(donor, await player.state()).find((one) => one.elementId === elementId);
        await takeAction(engine.client, player.id, { subscriptionId: action?.subscriptionId ?? '', answers: { why: elementId }, by: 'chen', key: randomUUID(), answerHash: elementId });
      };
      await act('noted');
      await player.complete('file');
      await player.continueAsNew();
      await act('leaving');
      await player.complete('debrief');
      await player.ended();
      return player;
    },
  },
  {
    name: 'quarter',
    live: async (engine) => {
      await publishPlan(engine, visit);
      const player = await play(engine, quarter, { branches: ['a', 'b', 'c'] });
      const report = (number: number) => playerOf(engine, `${player.id}/visit/${number}`).complete('report');
      await report(1);
      await addItems(engine.client, player.id, { elementId: 'visit', items: ['d'], by: 'lead', key: randomUUID() });
      await playerOf(engine, `${player.id}/visit/4`).open('report');
      await player.continueAsNew();
      await exemptChild(engine.client, player.id, { childId: `${player.id}/visit/2`, branchId: 'b', by: 'lead', reason: 'merged' });
      await report(3);
      await report(4);
      await player.complete('close');
      await player.ended();
      return player;
    },
  },
  {
    name: 'message',
    live: async (engine) => {
      const player = await play(engine, meeting, { topic: `t-${Date.now()}` });
      await player.complete('speak');
      await player.ended();
      return player;
    },
  },
];
