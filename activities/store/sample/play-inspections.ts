import { SAMPLE_DISTRICT_ID } from './branches';
import { cycleAnswers, inspectionAnswers, type InspectionFacts } from './inspection-answers';
import { SAMPLE_INSPECTIONS, type SampleInspection } from './inspections';
import { actorFor, awaited, begin, playOn, type Stage } from './play-tasks';
import { inspectedQuarter } from './quarter';
import { sideBySide } from './side-by-side';

const PROCESS = 'supervision-cycle';
const KEY = `sample/${PROCESS}/${SAMPLE_DISTRICT_ID}`;

/**
 * The quarter's inspection of all branches, begun by the inspection lead and approved, with some of the branches at
 * each stage. Once a cycle has been begun by anybody, none is begun; branches whose report somebody has opened
 * are left as they are. Answers how many inspections were played.
 */
export async function playInspections(stage: Stage): Promise<number> {
  const { store, today } = stage;
  if ((await store.definitions.latest(PROCESS)) === undefined) return 0;
  const cycleId = await cycle(stage);
  if (cycleId === undefined) return 0;
  await playOn(stage, cycleId, { until: ['inspect'] }, ({ task }) => cycleAnswers(today, task.elementId));
  await awaited(async () => ((await store.instances.count({ parentId: cycleId })) >= SAMPLE_INSPECTIONS.length ? true : undefined), 'the inspections of the branches');
  return sideBySide(SAMPLE_INSPECTIONS, (inspection) => playInspection(stage, cycleId, inspection));
}

/** The cycle that the sample began, now or before; undefined when somebody else has begun one. */
async function cycle(stage: Stage): Promise<string | undefined> {
  const { store, today } = stage;
  const [before] = await store.instances.find({ processId: PROCESS }, { without: ['state'], sort: { startedAt: 1 }, limit: 1 });
  if (before !== undefined) return before.status === 'running' && (await store.events.startKey(before._id)) === KEY ? before._id : undefined;
  const lead = await actorFor(store, ['inspection_lead']);
  if (lead === undefined) return undefined;
  return begin(stage, { processId: PROCESS, branchId: SAMPLE_DISTRICT_ID, by: lead._id, key: KEY, answers: { quarter: inspectedQuarter(today).name } });
}

async function playInspection(stage: Stage, cycleId: string, inspection: SampleInspection): Promise<boolean> {
  const { store, today } = stage;
  const { branchId, until } = inspection;
  const branch = await store.branches.byId(branchId);
  if (branch?.status !== 'active') return false;
  const own = await awaited(() => store.instances.findOne({ parentId: cycleId, branchId }), `the inspection of "${branchId}"`);
  if ((await store.submissions.count({ instanceId: own._id })) > 0) return false;
  const facts: InspectionFacts = { inspection, branch, today };
  await playOn(stage, own._id, { until: until === undefined ? [] : [until] }, (asked) => inspectionAnswers(facts, asked));
  if (inspection.rectification !== undefined) await playRectification(stage, own._id, facts, inspection.rectification);
  return true;
}

/** The case that the inspection has begun for what was found. */
async function playRectification(stage: Stage, inspectionId: string, facts: InspectionFacts, until: string): Promise<void> {
  const own = await awaited(() => stage.store.instances.findOne({ processId: 'rectification', origin: inspectionId }), `the rectification of "${inspectionId}"`);
  await playOn(stage, own._id, { until: [until] }, (asked) => inspectionAnswers(facts, asked));
}
