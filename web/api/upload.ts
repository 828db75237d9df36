import type { Readable } from 'node:stream';
import multer, { type StorageEngine } from 'multer';
import { fileFields, type FileField } from '../../forms/fields';
import type { FileDocument } from '../../activities/store/files';
import type { Store } from '../../activities/store/connect-store';
import { subjectOfUpload } from '../../activities/store/personal-subjects';
import { accepts, safeName, typeByContent } from './file-types';
import { copyField, copyOfTask } from './data-copy/make-copy';
import { actorOf, visibleInstance } from './instance-access';
import { latestDefinition, mayStart } from './process-access';
import { forbidden, notFound, Refusal } from './refusal';
import type { Call } from './routes';
import { sealingSubject, subjectFor } from './sealing-subject';
import { mustBeWorkable, visibleTask } from './task-access';

/** More than this many uploads that no answers name yet are nobody's honest work. */
const MOST_PENDING = 200;

type Place = ({ readonly taskId: string; readonly instanceId: string; readonly branchId: string } & Pick<FileDocument, 'readers' | 'copyOf'>) | { readonly processId: string };

/** The form that a file is for, and what its fields take. */
export interface Target {
  readonly place: Place;
  /** Whose data key seals it until it is handed in. */
  readonly subject: string;
  readonly fields: readonly FileField[];
}

/** Who uploads, and for which form; `targetOf` gets the fields that stand before the file in the request. */
export interface Upload {
  readonly uploadedBy: string;
  /** How many files that no answers name yet may wait. */
  readonly mostPending: number;
  targetOf(body: Readonly<Record<string, unknown>>): Promise<Target>;
}

/** An upload of somebody who is signed in. */
export function uploadOf(call: Call): Upload {
  return { uploadedBy: call.viewer.id, mostPending: MOST_PENDING, targetOf: (body) => targetOf(call, body) };
}

/** Takes one file of a multipart request, streaming, for a form that the caller may fill in. Nothing refused stays behind. */
export async function receive(call: Call, upload: Upload): Promise<FileDocument> {
  let stored: FileDocument | undefined;
  let target: Target | undefined;
  const storage: StorageEngine = {
    _handleFile(request, file, done) {
      const take = async (): Promise<void> => {
        await mustHaveRoom(call, upload);
        target = await upload.targetOf(request.body as Record<string, unknown>);
        stored = await call.store.files.store(safeName(file.originalname), file.stream, { type: 'application/octet-stream', uploadedBy: upload.uploadedBy, subject: target.subject, ...target.place });
      };
      take().then(() => done(null, {}), (error: unknown) => {
        // Read to its end, or the request never ends.
        file.stream.resume();
        done(error);
      });
    },
    _removeFile(_request, _file, done) {
      done(null);
    },
  };
  try {
    await multipart(call, storage);
    if (stored === undefined || target === undefined) throw new Refusal('InvalidInput', { zh: '没有收到文件。', en: 'No file came.' });
    return await checked(call.store, stored, target);
  } catch (error) {
    if (stored !== undefined) await call.store.files.remove(stored._id);
    throw error;
  }
}

function multipart({ request, response, config }: Call, storage: StorageEngine): Promise<void> {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw new Refusal('UnsupportedType', { zh: '请以表单方式上传文件。', en: 'Upload the file as multipart/form-data.' });
  const parser = multer({ storage, defParamCharset: 'utf8', limits: { fileSize: config.largestFileBytes, files: 1, fields: 4, fieldSize: 1000, parts: 6 } }).single('file');
  return new Promise((resolve, reject) => parser(request, response, (error: unknown) => (error === undefined || error === null ? resolve() : reject(multipartError(error)))));
}

/** What the multipart parser says of a malformed body has no type of its own. */
function multipartError(error: unknown): unknown {
  const isParsers = error instanceof Error && (error.constructor === Error || error.name === 'Error') && !('code' in error);
  return isParsers ? new Refusal('InvalidInput', { zh: '上传的内容不完整，请重新上传。', en: 'The upload is incomplete; try again.' }) : error;
}

async function mustHaveRoom({ store }: Call, { uploadedBy, mostPending }: Upload): Promise<void> {
  if ((await store.files.countPending(uploadedBy)) >= mostPending) throw new Refusal('TooManyAttempts', { zh: '未提交的附件太多，请先提交或稍后再试。', en: 'Too many attachments are waiting; hand in some first.' });
}

/** The form that the file is for; its fields must stand before the file in the request. */
async function targetOf(call: Call, body: Readonly<Record<string, unknown>>): Promise<Target> {
  const { taskId, processId, subscriptionId, instanceId } = body;
  if (typeof taskId === 'string') return taskTarget(call, taskId);
  if (typeof processId === 'string') return startTarget(call, processId);
  if (typeof instanceId === 'string' && typeof subscriptionId === 'string') return actionTarget(call, instanceId, subscriptionId);
  throw new Refusal('InvalidInput', { zh: '请在文件之前写明 taskId、processId，或 instanceId 和 subscriptionId。', en: 'Send taskId, processId, or instanceId and subscriptionId before the file.' });
}

async function taskTarget(call: Call, taskId: string): Promise<Target> {
  const task = await visibleTask(call, call.viewer, taskId);
  await mustBeWorkable(call, call.viewer, task);
  const fields = task.formHash === undefined ? [] : fileFields(await call.forms.document(task.formHash));
  // What is uploaded where a copy is handed over is that copy, reworked.
  const restricted = (await copyField(call, task)) === undefined ? {} : { readers: task.groups, ...copyOfTask(task) };
  return { place: { taskId, instanceId: task.instanceId, branchId: task.branchId, ...restricted }, subject: await subjectFor(call.store, task.instanceId), fields };
}

async function actionTarget(call: Call, instanceId: string, subscriptionId: string): Promise<Target> {
  const instance = await visibleInstance(call, call.viewer, instanceId);
  const action = instance.state.subscriptions[subscriptionId]?.action;
  if (action === undefined || actorOf(call.viewer, instance, action) === undefined) throw forbidden();
  const hash = (await call.store.plans.byHash(instance.planHash)).forms[action.form];
  return { place: { taskId: subscriptionId, instanceId, branchId: instance.branchId }, subject: sealingSubject(instance), fields: hash === undefined ? [] : fileFields(await call.forms.document(hash)) };
}

async function startTarget(call: Call, processId: string): Promise<Target> {
  const { plan } = await latestDefinition(call, processId);
  if (!mayStart(call.viewer, plan)) throw forbidden();
  const hash = plan.startForm === undefined ? undefined : plan.forms[plan.startForm];
  return { place: { processId }, subject: subjectOfUpload(call.viewer.id), fields: hash === undefined ? [] : fileFields(await call.forms.document(hash)) };
}

/** A file's bytes. Throws `NotFound` when what sealed them is gone. */
export async function contentOf(store: Store, file: FileDocument): Promise<Readable> {
  const content = await store.files.content(file);
  if (content === undefined) throw notFound({ zh: '附件', en: 'The attachment' });
  return content;
}

/** Type by content and size against the form's fields; which of them it is for shows when the answers are handed in. */
async function checked(store: Store, file: FileDocument, { fields }: Target): Promise<FileDocument> {
  if (file.bytes === 0) throw new Refusal('InvalidInput', { zh: '文件是空的。', en: 'The file is empty.' });
  const type = await typeByContent(() => contentOf(store, file), file.name);
  const fitting = fields.filter((field) => type !== undefined && accepts(field.accept, type));
  if (type === undefined || fitting.length === 0) {
    const accepted = [...new Set(fields.flatMap((field) => field.accept))].join('、');
    throw new Refusal('UnsupportedType', { zh: accepted === '' ? '这个表单没有附件。' : `文件的内容不是允许的类型（${accepted}）。`, en: `The file's content is none of the types allowed here (${accepted}).` });
  }
  if (!fitting.some((field) => file.bytes <= field.maxBytes)) throw new Refusal('TooLarge', { zh: '文件太大。', en: 'The file is too large.' });
  await store.files.setType(file._id, type);
  return { ...file, type, name: safeName(file.name, type) };
}
