import { Type } from '@sinclair/typebox';
import { subjectOfUpload } from '../../../activities/store/personal-subjects';
import { fileFields } from '../../../forms/fields';
import type { LinkResult } from '../contract';
import { idempotencyKey } from '../idempotency-key';
import { LinkDoor, type UsableLink } from '../link-access';
import { linkPapers } from '../link-papers';
import { submitByLink } from '../link-submission';
import { linkForm, linkView } from '../link-view';
import { closed, parse } from '../parse';
import { notFound } from '../refusal';
import { anyone, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { subjectFor } from '../sealing-subject';
import { fileRef } from '../submission-views';
import { receive, type Target } from '../upload';
import { sendFile } from './files';

const Submission = closed({ answers: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown()) });
/** A form has few attachments; more are nobody's honest work. */
const MOST_FILES = 30;

/**
 * What holders of a link may do: no session, no cookie. The token in the path is all that says who asks, so a page of
 * another site has nothing to ride on. Each route asks the door.
 */
export function openLinkRoutes(services: Services): Routes {
  const door = new LinkDoor(services);
  return new Routes(services)
    .get('/f/:token', anyone, async (call) => {
      const usable = await door.enter(call);
      const view = await linkView(call, usable, call.param('token'));
      await call.store.links.opened(usable.link._id, call.at);
      return view;
    })
    .get('/f/:token/validator.js', anyone, async (call) => {
      const { hash } = await linkForm(call, await door.enter(call));
      call.response.type('text/javascript').send(await call.forms.validator(hash));
    })
    .post('/f/:token/files', anyone, async (call) => {
      const usable = await door.enter(call);
      const target = await targetOf(call, usable);
      const file = await receive(call, { uploadedBy: usable.actor.id, mostPending: MOST_FILES, targetOf: async () => target });
      call.response.status(201);
      return fileRef(file);
    })
    .get('/f/:token/files/:id', anyone, async (call) => {
      const { actor } = await door.enter(call);
      const file = await call.store.files.byId(call.param('id'));
      if (file?.uploadedBy !== actor.id) throw notFound({ zh: '附件', en: 'The attachment' });
      await sendFile(call, file);
    })
    .get('/f/:token/papers/:id', anyone, async (call) => {
      const papers = await linkPapers(call, await door.enter(call));
      const paper = papers.find(({ _id }) => _id === call.param('id'));
      if (paper === undefined) throw notFound({ zh: '公文', en: 'The paper' });
      await sendFile(call, paper);
    })
    .post('/f/:token/submission', anyone, async (call): Promise<LinkResult> => {
      const key = idempotencyKey(call.request);
      const { answers } = parse(Submission, call.request.body);
      const result = await submitByLink(call, await door.enter(call, key), answers, key);
      if (!result.visible) call.response.status(202);
      return result;
    });
}

async function targetOf(call: Call, usable: UsableLink): Promise<Target> {
  const { link, task } = usable;
  const fields = fileFields((await linkForm(call, usable)).document);
  if (task === undefined) return { place: { processId: link.processId }, subject: subjectOfUpload(usable.actor.id), fields };
  return { place: { taskId: task._id, instanceId: task.instanceId, branchId: task.branchId }, subject: await subjectFor(call.store, task.instanceId), fields };
}
