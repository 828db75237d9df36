import { createHash } from 'node:crypto';
import { answerHash } from '../../activities/store/answer-hash';
import type { TaskDocument } from '../../activities/store/documents';
import type { RecordDocument } from '../../activities/store/record-documents';
import { RecordRefused } from '../../activities/store/record-writer';
import type { Registry } from '../../activities/store/registries';
import { publishedCalendar } from '../../feel/published-calendar';
import type { AnswerProblem } from '../../forms/document';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';
import type { LocalText } from '../../workflows/engine/plan';
import { mustBeValid } from './answers-check';
import { mustCorrectOnly } from './correction';
import { maskAnswers, masksLeft, unmasked } from './masking';
import { forbidden, Refusal } from './refusal';
import { recordFacts } from './registry-access';
import type { Call } from './routes';

type Values = { readonly [field: string]: unknown };

const calendar = publishedCalendar();

/** What a page sends of a record that it showed. */
export interface RecordEdit {
  readonly values: Values;
  readonly revision: number;
  /** The task that lets somebody correct what is personal, when no post lets them edit. */
  readonly correcting?: TaskDocument | undefined;
}

/** Adds a record by hand; the same key again gives the same record. */
export async function addRecord(call: Call, { document, formHash }: Registry, values: Values, key: string): Promise<RecordDocument> {
  await mustBeSound(call, { document, formHash }, values);
  const id = createHash('sha256').update(`${call.viewer.id}/${document.id}/${key}`).digest('hex').slice(0, 24);
  const { record } = await call.records.save({ document, id, changeId: key, cause: { kind: 'created', by: call.viewer.id, at: call.at }, change: () => values });
  return record;
}

/** Changes a record by hand. A masked value that came back as it was shown stays; the same change sent again is taken once. */
export async function changeRecord(call: Call, { document, formHash }: Registry, record: RecordDocument, { values: sent, revision, correcting }: RecordEdit): Promise<RecordDocument> {
  const changeId = `edit-${answerHash(call.store.keys, { by: call.viewer.id, revision, sent }).slice(0, 32)}`;
  if (record.recentChanges.includes(changeId)) return record;
  if (record.revision !== revision) throw new RecordRefused('StaleRevision', `Record "${document.id}/${record._id}" is at revision ${record.revision}, not ${revision}`);
  const [kept = {}] = await call.store.records.open([record]);
  const values = unmasked(sent, maskAnswers(document.schema, kept), kept) as Values;
  if (correcting !== undefined) mustCorrectOnly(document, kept, values);
  await mustBeSound(call, { document, formHash }, values, correcting === undefined);
  const task = correcting === undefined ? {} : { instanceId: correcting.instanceId, taskId: correcting._id };
  const saved = await call.records.save({ document, id: record._id, changeId, revision, cause: { kind: 'changed', by: call.viewer.id, at: call.at, ...task }, change: () => values });
  return saved.record;
}

/** Valid by its form, naming only what exists, and, where a post lets the viewer edit, for a branch that they may write for. */
async function mustBeSound(call: Call, { document, formHash }: Pick<Registry, 'document' | 'formHash'>, values: Values, byPost = true): Promise<void> {
  const form = await call.forms.compiled(formHash);
  await mustBeValid(call, call.viewer, form, values, { context: {}, now: call.at.toISOString(), zone: call.config.zone, calendar, side: 'server' });
  const branch = document.branch === undefined ? '' : String(values[document.branch] ?? '');
  if (byPost && !call.viewer.can('edit', 'Record', recordFacts(document, { branchId: branch }))) throw forbidden({ zh: '您不能为该组织登记。', en: 'You may not write for this branch.' });
  const masks = masksLeft(document.schema, values).map((at) => problem(at, 'x-mask', { zh: '请填写完整内容：带星号的是遮盖后的值。', en: 'Write it out in full: what has stars is a masked value.' }));
  if (masks.length > 0) throw invalid(masks);
  await mustNameRecords(call, document, values);
}

function invalid(problems: readonly AnswerProblem[]): Refusal {
  return new Refusal('InvalidAnswers', { zh: '有内容需要修改，请看标出的各项。', en: 'Some answers need a change; see the marked fields.' }, { problems });
}

function problem(at: string, rule: string, message: LocalText): AnswerProblem {
  return { at, message, rule, level: 'error' };
}

async function mustNameRecords({ store }: Call, document: RegistryDocument, values: Values): Promise<void> {
  for (const { name, record, title } of fieldsOfRegistry(document).values()) {
    const named = record === undefined ? undefined : values[name];
    if (record === undefined || typeof named !== 'string') continue;
    if ((await store.records.byId(record, named)) !== undefined) continue;
    throw invalid([problem(`/${name}`, 'x-record', { zh: `“${title.zh}”所选记录不存在。`, en: `“${title.en ?? title.zh}” names a record that does not exist.` })]);
  }
}
