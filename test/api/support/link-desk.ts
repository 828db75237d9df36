import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishDefinition } from '../../../activities/store/publish';
import type { FileRef, LinkMade, LinkResult, LinkRow, LinkView, Problem, StartResult } from '../../../web/api/contract';
import { linkForms, linkProcess, PNG } from './link-process';
import { pathOf, request, startPortal, type Answer } from './portal';

export type LinkDesk = Awaited<ReturnType<typeof startLinkDesk>>;

/** A portal with a process whose forms go by link, somebody who makes links, a gateway for text messages, and a clock that can be put forward. */
export async function startLinkDesk() {
  const messages: { readonly to: string; readonly text: string }[] = [];
  const clock = { minutesLater: 0 };
  const gateway = createServer((incoming, response) => {
    incoming.on('data', (part: Buffer) => messages.push(JSON.parse(part.toString()) as (typeof messages)[number]));
    incoming.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  const portal = await startPortal({ now: () => new Date(Date.now() + clock.minutesLater * 60_000), config: { wrongLinksByAddress: 8, sms: { url, headers: {}, body: { to: '{{to}}', text: '{{text}}' }, sender: '示例区博爱办' } } });
  await publishDefinition(portal.store, { xml: linkProcess, forms: linkForms, by: 'tester' });
  const secretary = await portal.as('townSecretary');

  const upload = (token: string, content: Buffer = PNG, name = '签名.png'): Promise<Answer<FileRef & Problem>> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)]), name);
    return request(portal.origin, 'POST', `/api/f/${token}/files`, form);
  };
  return {
    portal, secretary, messages, clock, upload,

    /** A running enrolment at its consent. */
    async started(answers: object = { topic: 'donor', hint: 'from-a-friend' }): Promise<{ readonly instanceId: string; readonly taskId: string }> {
      const { body } = await secretary.send<StartResult>('POST', '/api/processes/api-link/instances', { branchId: portal.district.town, answers }, { 'idempotency-key': randomUUID() });
      return { instanceId: body.instanceId, taskId: body.next[0]?.id ?? '' };
    },

    async linkTo(taskId: string, wish: object = { label: '张三丰', days: 7 }): Promise<{ readonly token: string; readonly link: LinkRow; readonly url: string }> {
      const { status, body } = await secretary.send<LinkMade>('POST', `/api/tasks/${pathOf(taskId)}/links`, wish);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return { ...body, token: body.url.split('/f/')[1] ?? '' };
    },

    open: (token: string): Promise<Answer<LinkView & Problem>> => request(portal.origin, 'GET', `/api/f/${token}`),
    handIn: (token: string, answers: unknown, key: string = randomUUID(), headers: Record<string, string> = {}): Promise<Answer<LinkResult & Problem>> => request(portal.origin, 'POST', `/api/f/${token}/submission`, { answers }, { 'idempotency-key': key, ...headers }),
    answersFor: async (token: string): Promise<object> => ({ name: '张三丰', register: true, publicity: false, signature: (await upload(token)).body.id }),

    /** Everybody is listened to again, and it is now. */
    async calm(): Promise<void> {
      clock.minutesLater = 0;
      await portal.store.connection.collection('rate_limits').deleteMany({});
    },

    async close(): Promise<void> {
      await portal.close();
      gateway.close();
    },
  };
}
