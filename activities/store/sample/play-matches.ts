import { DateTime } from 'luxon';
import { addDays } from '../../../feel/day';
import { matchAnswers } from './match-answers';
import { SAMPLE_FOLLOWED, SAMPLE_MATCHES, type SampleMatch } from './matches';
import { actorFor, begin, playOn, type Stage } from './play-tasks';
import { sideBySide } from './side-by-side';

const PROCESS = 'match-case';
const FOLLOW_UP = 'post-donation-followup';
const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Shanghai';
/** Where a case waits for the hours in which donors may be called. */
const NIGHT = ['contact-hours', 'education-hours', 'consent-hours', 'final-hours', 'mobilise-day'];

/**
 * Match cases at their stages, and one follow-up after a donation. A case that the night kept from its stage goes on the
 * next time, unless people have taken it up meanwhile. Answers how many were played.
 */
export async function playMatches(stage: Stage): Promise<number> {
  const { store } = stage;
  const coordinator = await actorFor(store, ['hsc_coordinator']);
  const published = await Promise.all([PROCESS, FOLLOW_UP].map((id) => store.definitions.latest(id)));
  if (coordinator === undefined || published.includes(undefined)) return 0;
  const followed = await playFollowUp(stage, coordinator._id);
  const waits = (await isNight(stage)) ? NIGHT : [];
  return followed + (await sideBySide(SAMPLE_MATCHES, (match) => playMatch(stage, match, { by: coordinator._id, waits })));
}

/** By the hours that the limits of the process say. */
async function isNight({ store }: Stage): Promise<boolean> {
  const limits = await store.limits.ofProcess(PROCESS);
  const hourOf = (id: string): number => Number(limits.find(({ limitId }) => limitId === id)?.value);
  const { hour } = DateTime.now().setZone(ZONE);
  return hour < hourOf('call_from_hour') || hour >= hourOf('call_until_hour');
}

async function playMatch(stage: Stage, match: SampleMatch, { by, waits }: { readonly by: string; readonly waits: readonly string[] }): Promise<boolean> {
  const { store, today } = stage;
  const key = `sample/${PROCESS}/${match.donorId}`;
  const donor = await store.records.byId('donor', match.donorId);
  if (donor === undefined) return false;
  const [before] = await store.instances.find({ processId: PROCESS, businessKey: match.donorId }, { without: ['state'], limit: 1 });
  const until = [...waits, ...(match.until === undefined ? [] : [match.until])];
  if (before !== undefined && (before.status !== 'running' || before.standsAt.some(({ elementId }) => until.includes(elementId)) || !(await isOurs(stage, before._id)))) return false;
  const answers = { donorId: match.donorId, received_at: new Date(Date.now() - HOUR_MS / 2).toISOString(), urgency: match.urgent === true ? '加急' : '常规' };
  const instanceId = before?._id ?? (await begin(stage, { processId: PROCESS, branchId: donor.branchId, by, key, answers }));
  await playOn(stage, instanceId, { until }, (asked) => matchAnswers(match, today, asked));
  return true;
}

/** Nobody but the sample has handed anything in. */
async function isOurs({ store }: Stage, instanceId: string): Promise<boolean> {
  const submissions = await store.submissions.find({ instanceId });
  return submissions.every(({ _id }) => _id.startsWith('sample/'));
}

async function playFollowUp(stage: Stage, by: string): Promise<number> {
  const { store, today } = stage;
  const { donorId, caseId } = SAMPLE_FOLLOWED;
  const donor = await store.records.byId('donor', donorId);
  if (donor === undefined || (await store.instances.count({ processId: FOLLOW_UP, businessKey: { $regex: `^${donorId}/` } })) > 0) return 0;
  const donatedOn = typeof donor.values['donatedOn'] === 'string' ? donor.values['donatedOn'] : addDays(today, -2);
  await begin(stage, { processId: FOLLOW_UP, branchId: donor.branchId, by, key: `sample/${FOLLOW_UP}/${donorId}`, answers: { donorId, donated_on: donatedOn }, variables: { caseId } });
  return 1;
}
