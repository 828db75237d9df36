import { pipeline } from 'node:stream/promises';
import type { FileDocument } from '../../../activities/store/files';
import { safeName } from '../file-types';
import { notFound } from '../refusal';
import { Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { fileRef } from '../submission-views';
import { contentOf, receive, uploadOf } from '../upload';

/** Attachments: uploaded for a form, downloaded by those who see the instance. */
export function fileRoutes(services: Services): Routes {
  return new Routes(services)
    .post('/files', signedIn, async (call) => {
      const file = await receive(call, uploadOf(call));
      call.response.status(201);
      return fileRef(file);
    })
    .get('/files/:id', signedIn, download)
    .get('/files/:id/info', signedIn, async (call) => fileRef(await visibleFile(call)));
}

async function download(call: Call): Promise<void> {
  const file = await visibleFile(call);
  const { store, viewer, at, request } = call;
  if (file.readers !== undefined && request.method === 'GET') await store.audit.add({ at, by: viewer.id, action: 'copy.read', subject: file.copyOf ?? file._id, ...(file.branchId === undefined ? {} : { branchId: file.branchId }), detail: { fileId: file._id } });
  await sendFile(call, file);
}

/** Always a download: whatever a file contains, no browser runs it here. */
export async function sendFile(call: Call, file: FileDocument): Promise<void> {
  const { response } = call;
  const content = await contentOf(call.store, file);
  response.attachment(safeName(file.name, file.type));
  response.setHeader('content-type', file.type);
  response.setHeader('content-length', String(file.bytes));
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('cache-control', 'private, no-transform, max-age=300');
  if (call.request.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  // Whoever leaves in the middle has left; there is nobody to tell.
  await pipeline(content, response).catch(() => response.destroy());
}

async function visibleFile(call: Call): Promise<FileDocument> {
  const file = await call.store.files.byId(call.param('id'));
  if (file === undefined || !(await maySee(call, file))) throw notFound({ zh: '附件', en: 'The attachment' });
  return file;
}

/** Of a file with readers of its own they alone. Otherwise the uploader; once handed in, whoever sees the instance or one of its tasks; before that, whoever may do the task. */
async function maySee({ viewer, store }: Call, file: FileDocument): Promise<boolean> {
  if (file.readers !== undefined) return file.readers.some((group) => viewer.groups.includes(group));
  if (file.uploadedBy === viewer.id) return true;
  if (!file.kept) {
    const task = file.taskId === undefined ? undefined : await store.tasks.byId(file.taskId);
    return task !== undefined && viewer.can('complete', 'Task', task);
  }
  if (file.instanceId === undefined) return false;
  const [instance] = await store.instances.find({ _id: file.instanceId }, { without: ['state'], limit: 1 });
  if (instance !== undefined && viewer.can('read', 'Instance', instance)) return true;
  return (await store.tasks.ofInstance(file.instanceId)).some((task) => viewer.can('read', 'Task', task));
}
