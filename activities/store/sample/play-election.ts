import { electionAnswers } from './election-answers';
import { electionFacts } from './election-facts';
import type { SampleElection } from './elections';
import { actorFor, begin, calendar, playOn, type Stage } from './play-tasks';

/** Plays a sample election as far as it shall go; one that is there already is left as people have made it. False when it was. */
export async function playElection(stage: Stage, election: SampleElection): Promise<boolean> {
  const { store, today } = stage;
  const { processId, branchId, until, opening } = election;
  const [before] = await store.instances.find({ processId, branchId }, { without: ['state'], limit: 1 });
  if (before !== undefined) return false;
  const branch = await store.branches.byId(branchId);
  const secretary = await actorFor(store, [`branch_secretary@${branchId}`]);
  if (branch === undefined || secretary === undefined) return false;
  const facts = electionFacts(branch, today);
  const instanceId = await begin(stage, { processId, branchId, by: secretary._id, key: `sample/${processId}/${branchId}` });
  const goal = { until: until === undefined ? [] : [until], ...(opening === undefined ? {} : { opening }) };
  await playOn(stage, instanceId, goal, ({ task, opening: time, prefilled }) => electionAnswers({ election, facts, elementId: task.elementId, opening: time, inputs: task.inputs, prefilled, calendar }));
  return true;
}
