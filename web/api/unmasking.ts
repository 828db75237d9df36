import { randomUUID } from 'node:crypto';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RecordChangeDocument, RecordDocument, RecordValues } from '../../activities/store/record-documents';
import { subjectOfRecord } from '../../activities/store/personal-subjects';
import { subjectOf } from '../../activities/store/record-values';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import { count, limiter, refuseWhenSpent } from './rate-limit';
import type { Call } from './routes';
import type { Services } from './services';

/** In a quarter of an hour: more than anybody can call, fewer than it takes to copy a registry. */
const MOST_UNMASKED = 40;

/** Masks of what somebody needs who has to call: a name, a number. */
const CONTACT: ReadonlySet<unknown> = new Set(['name', 'mobile']);

export interface Look {
  readonly reason: string;
  /** Whom to call, and nothing else: for who has a task about somebody, and may not read the registry. */
  readonly contactOnly: boolean;
}

/** Shows personal values to somebody with a reason: never silently, and never by the hundred. */
export class Unmasking {
  private readonly byPerson: RateLimiterAbstract;

  constructor(services: Services) {
    this.byPerson = limiter(services, 'unmask', MOST_UNMASKED);
  }

  /** The record's personal values. Written to its history and the audit, and told to the data protection officer, before they are shown. */
  async show(call: Call, document: RegistryDocument, record: RecordDocument, { reason, contactOnly }: Look): Promise<RecordValues> {
    await this.note(call, document, record, reason);
    const [values = {}] = await call.store.records.open([record]);
    const fields = fieldsOfRegistry(document);
    const isShown = (field: RegistryField | undefined): boolean => field?.personal === true && (!contactOnly || CONTACT.has(field.schema['x-mask']));
    return Object.fromEntries(Object.entries(values).filter(([name]) => isShown(fields.get(name))));
  }

  /** Counts and notes a look at the record, before anything is shown. Throws `TooManyAttempts`. */
  async note({ store, viewer, at }: Call, document: RegistryDocument, record: RecordDocument, reason: string): Promise<void> {
    await refuseWhenSpent(this.byPerson, viewer.id);
    await count(this.byPerson, viewer.id);
    const id = randomUUID();
    // People write whom they are about to call: the reason is sealed like what they look at.
    const sealed = await store.personal.seal(subjectOf(document, { id: record._id, values: record.values }), { reason }, ['/reason']);
    await store.records.changes.add([{ _id: `unmask/${id}`, registry: document.id, recordId: record._id, branchId: record.branchId, revision: record.revision, kind: 'unmasked', at, by: viewer.id, ...(sealed as Pick<RecordChangeDocument, 'reason'>), changes: [] }]);
    await store.audit.add({ at, by: viewer.id, action: 'record.unmasked', subject: subjectOfRecord(document.id, record._id), branchId: record.branchId, detail: { registry: document.id, recordId: record._id } });
    await store.notifications.insert({
      _id: `unmask#${id}`, instanceId: '', groups: ['dpo'], users: [], kind: 'notice', branchId: record.branchId, at, readBy: [], toDeliver: true,
      text: { zh: `${viewer.person.name}查看了“${document.title.zh}”一条记录的个人信息，理由见该记录的变更历史。`, en: `${viewer.person.name} looked at the personal data of a record in “${document.title.en ?? document.title.zh}”; the reason stands in its history.` },
    });
  }
}
