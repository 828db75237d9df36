import { SAMPLE_DISTRICT_ID } from './branches';
import { actorFor, begin, playOn, type Answering, type Answers, type Stage } from './play-tasks';
import { sideBySide } from './side-by-side';

/** A case about personal data of the sample district, and how far it has come. */
interface SampleRightsCase {
  readonly processId: string;
  readonly answers: () => Answers;
  readonly until: string;
  readonly answering: Answering;
}

const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();

const CASES: readonly SampleRightsCase[] = [
  {
    processId: 'subject-request', until: 'decide', answers: () => ({}),
    answering: ({ task: { elementId } }) => (elementId === 'identify' ? { donor_id: 'sample-donor-002' } : {}),
  },
  {
    processId: 'breach-incident', until: 'measures', answers: () => ({ title: '报名表留在复印机（示例）', how: 'paper', discovered_at: ago(1), facts: '三份培训报名表遗留在公共复印机，已全部取回。' }),
    answering: ({ task: { elementId } }) => {
      if (elementId === 'contain') return { steps: ['追回设备或材料'], contained_at: ago(0.9) };
      if (elementId === 'notify-authority') return { first_at: ago(0.5), authorities: [{ body: '区网信办', at: ago(0.5), by: '书面' }] };
      return elementId === 'assess' ? { persons: 3, level: 'slight', averted: true, tell_persons: false, grounds: '遗留不到半小时，材料完整取回。' } : {};
    },
  },
];

/** A request that waits to be decided and a breach that is being mended, begun by the data protection officer. Each is played once; answers how many were. */
export async function playRights(stage: Stage): Promise<number> {
  const officer = await actorFor(stage.store, ['dpo']);
  return officer === undefined ? 0 : sideBySide(CASES, (one) => playCase(stage, one, officer._id));
}

async function playCase(stage: Stage, { processId, answers, until, answering }: SampleRightsCase, by: string): Promise<boolean> {
  const { store } = stage;
  const key = `sample/${processId}/1`;
  if ((await store.definitions.latest(processId)) === undefined || (await store.submissions.byId(key)) !== undefined) return false;
  const instanceId = await begin(stage, { processId, branchId: SAMPLE_DISTRICT_ID, by, key, answers: answers() });
  await playOn(stage, instanceId, { until: [until] }, answering);
  return true;
}
