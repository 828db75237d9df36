import { Readable } from 'node:stream';
import { districtDay } from '../../../activities/store/district-day';
import type { TaskDocument } from '../../../activities/store/documents';
import type { FileDocument } from '../../../activities/store/files';
import { subjectOfRecord } from '../../../activities/store/personal-subjects';
import type { RecordDocument } from '../../../activities/store/record-documents';
import type { DataCopy } from '../../../documents/data-copy';
import { renderCopy } from '../../../documents/render-paper';
import { fileFields } from '../../../forms/fields';
import type { RegistryDocument } from '../../../registries/document';
import { forbidden, notFound } from '../refusal';
import { NO_RECORD, recordFacts } from '../registry-access';
import type { Call } from '../routes';
import { subjectFor } from '../sealing-subject';
import type { Services } from '../services';
import { mustBeWorkable, visibleTask } from '../task-access';
import type { Unmasking } from '../unmasking';
import type { Viewer } from '../viewer';
import { workbook, XLSX } from '../workbook';
import { copyOfRecord } from './copy-of-record';

export type CopyFormat = 'pdf' | 'xlsx';

const TYPES: Readonly<Record<CopyFormat, string>> = { pdf: 'application/pdf', xlsx: XLSX };

/** Whose data a task copies, and the field of its form that takes the copy. */
export interface CopyTarget {
  readonly field: string;
  readonly document: RegistryDocument;
  readonly record: RecordDocument;
}

/**
 * What the task's model says (`boai:copy`, the input `copy_of`) where the viewer may copy that record; undefined where
 * there is nothing to copy, or not for them.
 */
export async function copyTarget({ store, forms }: Pick<Services, 'store' | 'forms'>, viewer: Viewer, task: TaskDocument, field: string | undefined): Promise<CopyTarget | undefined> {
  const [registryId, recordId] = copiedRecord(task);
  if (field === undefined || task.formHash === undefined || registryId === undefined || recordId === undefined || !viewer.can('complete', 'Task', task)) return undefined;
  const [registry, record, form] = await Promise.all([store.registries.latest(registryId), store.records.byId(registryId, recordId), forms.document(task.formHash)]);
  if (registry === undefined || record === undefined || record.erasedAt !== undefined) return undefined;
  const isFileField = fileFields(form).some(({ path }) => path === `/${field}`);
  return isFileField && viewer.can('copy', 'Record', recordFacts(registry.document, record)) ? { field, document: registry.document, record } : undefined;
}

/** `boai:copy` of the task's step. */
export async function copyField({ store }: Pick<Services, 'store'>, { instanceId, elementId }: Pick<TaskDocument, 'instanceId' | 'elementId'>): Promise<string | undefined> {
  const [instance] = await store.instances.find({ _id: instanceId }, { without: ['state'], limit: 1 });
  const plan = instance === undefined ? undefined : await store.plans.byHash(instance.planHash);
  return plan?.elements[elementId]?.properties['boai:copy'];
}

/** Registry and id of the record that the task's input `copy_of` names; nothing where it names none. */
function copiedRecord({ inputs }: Pick<TaskDocument, 'inputs'>): readonly (string | undefined)[] {
  const named = inputs['copy_of'];
  return typeof named === 'string' ? named.split('/') : [];
}

/** The subject whose data a file of that task copies. */
export function copyOfTask(task: Pick<TaskDocument, 'inputs'>): Pick<FileDocument, 'copyOf'> {
  const [registry, recordId] = copiedRecord(task);
  return registry === undefined || recordId === undefined ? {} : { copyOf: subjectOfRecord(registry, recordId) };
}

/**
 * Makes a copy of everything that is kept about the person whom the task names. It counts as a look at the record, and is
 * noted as one first. The file is sealed for the request, read by those whose task it is, and gone when the request or
 * the record is erased; handed in with the form it stays.
 */
export async function makeCopy(call: Call, unmasking: Unmasking, format: CopyFormat): Promise<FileDocument> {
  const { store, viewer, at, config } = call;
  const task = await visibleTask(call, viewer, call.param('id'));
  await mustBeWorkable(call, viewer, task);
  const field = await copyField(call, task);
  if (field === undefined) throw forbidden({ zh: '这一步不制作个人信息副本。', en: 'No copy is made at this step.' });
  const target = await copyTarget(call, viewer, task, field);
  if (target === undefined) throw notFound(NO_RECORD);
  const { document, record } = target;
  await unmasking.note(call, document, record, `制作个人信息副本：${task.title}（${task.instanceId}）`);
  const copy = await copyOfRecord(call, document, record);
  const content = format === 'pdf' ? await renderCopy(copy) : await copyWorkbook(copy);
  const subject = await subjectFor(store, task.instanceId);
  return store.files.store(`个人信息副本-${districtDay(at, config.zone)}.${format}`, Readable.from([content]), {
    type: TYPES[format], uploadedBy: viewer.id, subject, taskId: task._id, instanceId: task.instanceId, branchId: task.branchId, readers: task.groups, ...copyOfTask(task),
  });
}

/** The same in rows, for taking out by hand what concerns others. */
function copyWorkbook({ title, about, sections }: DataCopy): Promise<Buffer> {
  const rows = [
    ...about.map((text) => ['', '', '', text]),
    ...sections.flatMap((section) => section.items.flatMap(({ heading = '', facts }) => facts.map(({ label, text }) => [section.title, heading, label, text]))),
  ];
  const columns = ([['部分', 24], ['条目', 28], ['项目', 24], ['内容', 60]] as const).map(([name, width], index) => ({ title: name, width, value: (row: readonly string[]) => row[index] }));
  return workbook(title, columns, rows);
}
