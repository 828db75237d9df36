import { isDeepStrictEqual } from 'node:util';
import type { TaskDocument } from '../../activities/store/documents';
import type { RecordDocument } from '../../activities/store/record-documents';
import { fieldsOfRegistry } from '../../registries/fields';
import { personalFields } from '../../registries/personal';
import type { RegistryDocument } from '../../registries/document';
import { forbidden } from './refusal';
import { recordFacts } from './registry-access';
import type { Services } from './services';
import type { Viewer } from './viewer';

type Values = { readonly [field: string]: unknown };

/** The record that a task of correction is about, `<registry>/<id>`: its model says `boai:corrects`, its input `corrects` which. */
export function corrected(task: Pick<TaskDocument, 'inputs'>, properties: Readonly<Record<string, string>> | undefined): string | undefined {
  const named = task.inputs['corrects'];
  return properties?.['boai:corrects'] === 'true' && typeof named === 'string' ? named : undefined;
}

/** The open task by which the viewer may correct what is personal in the record; undefined when that task says nothing of the kind. */
export async function correctingTask({ store }: Pick<Services, 'store'>, viewer: Viewer, document: RegistryDocument, record: RecordDocument, taskId: unknown): Promise<TaskDocument | undefined> {
  const task = typeof taskId === 'string' ? await store.tasks.byId(taskId) : undefined;
  if (task?.state !== 'open' || record.erasedAt !== undefined || !viewer.can('complete', 'Task', task) || !viewer.can('correct', 'Record', recordFacts(document, record))) return undefined;
  const [instance] = await store.instances.find({ _id: task.instanceId }, { without: ['state'], limit: 1 });
  const plan = instance === undefined ? undefined : await store.plans.byHash(instance.planHash);
  return corrected(task, plan?.elements[task.elementId]?.properties) === `${document.id}/${record._id}` ? task : undefined;
}

/** Throws when anything but personal fields, as the registry has them, differs. */
export function mustCorrectOnly(document: RegistryDocument, before: Values, after: Values): void {
  const personal = new Set(personalFields(document));
  const others = [...fieldsOfRegistry(document).values()].filter(({ name }) => !personal.has(name) && !isDeepStrictEqual(before[name] ?? null, after[name] ?? null));
  if (others.length === 0) return;
  const titles = others.map(({ title }) => title.zh).join('、');
  throw forbidden({ zh: `这里只能更正个人信息；“${titles}”由台账的登记人员修改。`, en: `Only personal fields are corrected here; “${others.map(({ title }) => title.en ?? title.zh).join(', ')}” is for those who keep the registry.` });
}
