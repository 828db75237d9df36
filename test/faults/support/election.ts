import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { districtDay } from '../../../activities/store/district-day';
import { projectRoot } from '../../../cli/project-root';
import type { CompletionResult, FileRef, InstanceDetail, StartResult, TaskDetail } from '../../../web/api/contract';
import { pathOf } from '../../api/support/portal';
import { type Elector, PROPOSED_DATE } from './electors';
import type { Stage } from './stage';

type Answers = { readonly [name: string]: unknown };

/** The first steps of an election, in their order, with what is answered otherwise than in the form's first example. */
const STEPS: readonly { readonly step: string; readonly by: Elector; readonly answers: () => Answers }[] = [
  { step: 'request-submit', by: 'secretary', answers: () => ({ proposed_date: PROPOSED_DATE, sign_mode: 'online' }) },
  { step: 'request-sign', by: 'president', answers: () => ({}) },
  { step: 'request-review', by: 'officer', answers: () => ({}) },
  { step: 'request-approve', by: 'vp', answers: () => ({ approved_date: districtDay(new Date()) }) },
];
export const FIRST_STEPS: readonly string[] = STEPS.map(({ step }) => step);

/** What the people of an election were told. */
export interface Election {
  readonly instanceId: string;
  /** Keys of the answers that were acknowledged, in their order. */
  readonly acknowledged: readonly string[];
}

/** Plays the first steps of a branch's election through the portal's API; `sent` hears of each request as it goes out. */
export async function elect(stage: Stage, branchId: string, sent: (step: string) => void = () => undefined): Promise<Election> {
  const starting = stage.as('secretary').post<StartResult>('/api/processes/branch-reelection/instances', { branchId, answers: {} }, randomUUID());
  sent('start');
  const { instanceId } = (await starting).body;
  const acknowledged: string[] = [];
  for (const { step, by, answers } of STEPS) acknowledged.push(await hand(stage, { instanceId, step, by, answers: answers(), sent }));
  return { instanceId, acknowledged };
}

/** Takes the step after the first ones. */
export function goOn(stage: Stage, { instanceId }: Election): Promise<string> {
  return hand(stage, { instanceId, step: 'prep-setup', by: 'president', answers: {}, sent: () => undefined });
}

interface Handing {
  readonly instanceId: string;
  readonly step: string;
  readonly by: Elector;
  readonly answers: Answers;
  readonly sent: (step: string) => void;
}

/** Answers a step once it shows; gives the key of the answer. */
async function hand(stage: Stage, { instanceId, step, by, answers, sent }: Handing): Promise<string> {
  const caller = stage.as(by);
  const taskId = await openTask(stage, instanceId, step);
  const { revision } = (await caller.get<TaskDetail>(`/api/tasks/${pathOf(taskId)}`)).body;
  const filled = await withFiles(stage, by, taskId, { ...example(step), ...answers });
  const key = randomUUID();
  const handing = caller.post<CompletionResult>(`/api/tasks/${pathOf(taskId)}/completion`, { answers: filled, revision }, key);
  sent(step);
  await handing;
  return key;
}

/** An accepted step may show a little later. */
export async function openTask(stage: Stage, instanceId: string, step: string): Promise<string> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(100)) {
    const { waits } = (await stage.as('secretary').get<InstanceDetail>(`/api/instances/${pathOf(instanceId)}`)).body;
    const taskId = waits.find(({ elementId }) => elementId === step)?.taskId;
    if (taskId !== undefined) return taskId;
  }
  throw new Error(`Instance "${instanceId}" does not come to "${step}"`);
}

function example(step: string): Answers {
  const { examples } = JSON.parse(readFileSync(join(projectRoot, 'forms', 'catalogue', 'branch-reelection', `${step}.form.json`), 'utf8')) as { readonly examples: readonly Answers[] };
  return examples[0] ?? {};
}

/** Examples name sample files; people upload theirs first. */
async function withFiles(stage: Stage, by: Elector, taskId: string, answers: Answers): Promise<Answers> {
  const fields = Object.entries(answers).filter(([, value]) => typeof value === 'string' && value.startsWith('sample-'));
  const uploaded = await Promise.all(fields.map(async ([name]) => [name, (await stage.as(by).post<FileRef>('/api/files', scan(taskId))).body.id] as const));
  return { ...answers, ...Object.fromEntries(uploaded) };
}

function scan(taskId: string): FormData {
  const form = new FormData();
  form.append('taskId', taskId);
  form.append('file', new Blob(['%PDF-1.7\nscan\n%%EOF'], { type: 'application/pdf' }), 'scan.pdf');
  return form;
}
