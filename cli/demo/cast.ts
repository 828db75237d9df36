import { withSampleAttachments } from '../../activities/store/sample/attachment';
import type { FileRef, Page, PersonRow } from '../../web/api/contract';
import { signIn, type PortalCaller } from '../portal-caller';

export type Answers = { readonly [name: string]: unknown };

/** The sample's people, each signed in when first needed. */
export class Cast {
  readonly #callers = new Map<string, Promise<PortalCaller>>();

  constructor(private readonly portal: { readonly origin: string; readonly password: string }) {}

  as(login: string): Promise<PortalCaller> {
    const caller = this.#callers.get(login) ?? signIn(this.portal.origin, login, this.portal.password);
    this.#callers.set(login, caller);
    return caller;
  }

  async holder(role: string, branch: string): Promise<PersonRow> {
    const admin = await this.as('admin');
    const { rows } = await admin.get<Page<PersonRow>>(`/api/people?role=${encodeURIComponent(role)}&branch=${encodeURIComponent(branch)}&disabled=0`);
    const [first] = rows;
    if (first === undefined) throw new Error(`Nobody is ${role} of ${branch}`);
    return first;
  }

  async loginOf({ id, name }: { readonly id: string; readonly name: string }): Promise<string | undefined> {
    const admin = await this.as('admin');
    const { rows } = await admin.get<Page<PersonRow>>(`/api/people?q=${encodeURIComponent(name)}&size=50`);
    return rows.find((person) => person.id === id)?.login;
  }
}

/** Uploads an attachment for each that the example only names. */
export function withFiles(caller: PortalCaller, taskId: string, answers: Answers): Promise<Answers> {
  return withSampleAttachments(answers, async ({ name, type, bytes }) => {
    const form = new FormData();
    form.append('taskId', taskId);
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return (await caller.post<FileRef>('/api/files', form)).id;
  });
}
