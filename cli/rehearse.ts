import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { JOB_TYPES } from '../activities/jobs/types';
import { dueInstant } from '../feel';
import { publishedCalendar } from '../feel/published-calendar';
import type { Variables } from '../feel/types';
import { parseForm } from '../forms/parse-form';
import { checkFile, checkLines, compileBpmn, unreadableFile } from '../workflows/bpmn';
import { rehearse, type Rehearsal, type RehearsalOptions } from '../workflows/engine';
import type { Plan } from '../workflows/engine/plan';
import { projectRoot } from './project-root';
import { RehearsalForms } from './rehearsal-forms';
import { rehearsalLines } from './rehearsal-lines';
import { calledPlans } from './rehearsal-plans';
import { RehearsalRecords, SAMPLE_RECORD } from './rehearsal-records';
import { sampleVariables } from './rehearsal-variables';

interface Options {
  readonly start?: string;
  readonly variables?: string;
  readonly until?: string;
  readonly process?: string;
  readonly actions?: string;
  readonly maxSteps?: string;
  readonly json?: boolean;
}

/** `boai rehearse FILE`: who gets which task on which date. Exits 1 when the file can't run, stops with an incident, never comes to an end, or an action was not possible. */
export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description('Run a process on a virtual clock, answering its tasks from the examples of their forms, and print what happens when.')
    .argument('<file>', 'BPMN file')
    .option('--start <date>', 'day or instant of the start (default: today)')
    .option('--variables <file>', 'JSON file with variables to start with')
    .option('--until <date>', 'rehearse no further than this day')
    .option('--process <id>', 'which process of the file (default: its first executable one)')
    .option('--actions <file>', 'JSON file with what people do at events: [{ element, at | after, answers?, instance? }]')
    .option('--max-steps <number>', 'give up after so many steps of all instances together (default: 2000)')
    .option('--json', 'print the rehearsal as JSON')
    .action(async (file: string, options: Options) => {
      try {
        await rehearseFile(file, options);
      } catch (error) {
        process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    });
}

async function rehearseFile(file: string, options: Options): Promise<void> {
  const plan = await planOf(file, options.process);
  if (!plan) return;
  const rehearsal = rehearse(plan, await circumstances(file, plan, options));
  process.stdout.write(options.json ? `${JSON.stringify(rehearsal, null, 2)}\n` : `${rehearsalLines(rehearsal, plan.zone).join('\n')}\n`);
  if (isBroken(rehearsal)) process.exitCode = 1;
}

/** Undefined when the file can't run; then it has been said why, in the words of `boai check`. */
async function planOf(file: string, id: string | undefined): Promise<Plan | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return refuse(checkLines(unreadableFile(file, error instanceof Error ? error.message : String(error))));
  }
  const checked = await checkFile(file, text, { parseForm });
  if (checked.status !== 'ok') return refuse(checkLines(checked));
  return (await compileBpmn(text, id === undefined ? {} : { process: id })).plan;
}

function refuse(lines: readonly string[]): undefined {
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
  return undefined;
}

async function circumstances(file: string, plan: Plan, options: Options): Promise<RehearsalOptions> {
  const folder = dirname(file);
  const start = startInstant(options.start, plan.zone);
  const forms = new RehearsalForms([join(projectRoot, 'forms', 'catalogue'), ...(projectRoot.startsWith(join(folder, '/')) ? [] : [folder])]);
  const given = options.variables === undefined ? {} : (JSON.parse(readFileSync(options.variables, 'utf8')) as Variables);
  const calendar = publishedCalendar();
  const answersOf = (formId: string | undefined, context: Variables, now: string): Variables =>
    formId === undefined ? {} : forms.answersOf(formId, { context, now, zone: plan.zone, calendar, side: 'server' });
  const records = new RehearsalRecords(join(projectRoot, 'registries', 'catalogue'), start);
  const sample = { ...sampleVariables(start, plan.zone, file.replace(/\.bpmn$/, '.limits.json')), ...sampleEntity(plan, records) };
  return {
    start,
    calendar,
    variables: { ...sample, ...answersOf(plan.startForm, sample, start), ...given },
    answer: (task) => ({ answers: answersOf(task.form, task.inputs, task.openedAt) }),
    jobs: ({ type, headers, variables }) => records.result(type, { ...headers, ...variables }) ?? resultOf(type, { ...headers, ...variables }),
    // Nobody else changes the records of a rehearsal.
    messages: (name) => (name === 'record-changed' ? undefined : {}),
    actionAnswers: (form, variables, now) => answersOf(form, variables, now),
    ...(options.actions === undefined ? {} : { actions: JSON.parse(readFileSync(options.actions, 'utf8')) as NonNullable<RehearsalOptions['actions']> }),
    ...(options.maxSteps === undefined ? {} : { maxSteps: Number(options.maxSteps) }),
    called: await calledPlans(plan, [folder, join(projectRoot, 'workflows', 'processes')]),
    ...(options.until === undefined ? {} : { until: dueInstant(options.until, plan.zone) }),
  };
}

/** Nine in the morning of the day, or the instant given. */
function startInstant(text: string | undefined, zone: string): string {
  if (text === undefined) return new Date().toISOString();
  return dueInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00` : text, zone);
}

/** What an instance that runs for each record of a registry starts with. */
function sampleEntity({ each }: Plan, records: RehearsalRecords): Variables {
  return each === undefined ? {} : { recordId: SAMPLE_RECORD, record: records.sample(each.registry) ?? {} };
}

/** A job gives back what it was told, as far as it gives back anything of that name, and an id for what it makes. */
function resultOf(type: string, known: Variables): Variables {
  const outputs = JOB_TYPES.find((job) => job.type === type)?.outputs ?? [];
  return Object.fromEntries(
    outputs.flatMap(({ name }) => {
      const value = known[name] ?? (name.endsWith('Id') ? 'sample' : undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function isBroken({ stopped, timeline, missedActions }: Rehearsal): boolean {
  return stopped === 'incident' || stopped === 'steps' || missedActions.length > 0 || timeline.some(({ kind }) => kind === 'incident');
}
