import type { Registry } from '../../activities/store/registries';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry, type RegistryField } from '../../registries/fields';
import { personalPaths } from '../../registries/personal';
import { assessmentView } from './assessment-views';
import { inReach, mayOfRegistry } from './registry-access';
import type { FieldView, RegistryDetail, RegistryRow } from './registry-contract';
import { savedViews } from './saved-views';
import type { Services } from './services';
import type { Viewer } from './viewer';

export function registryRows(services: Services, viewer: Viewer, registries: readonly Registry[]): Promise<RegistryRow[]> {
  return Promise.all(registries.map((registry) => registryRow(services, viewer, registry)));
}

export async function registryRow({ store }: Pick<Services, 'store'>, viewer: Viewer, { document }: Registry): Promise<RegistryRow> {
  return {
    id: document.id,
    title: document.title,
    ...(document.description === undefined ? {} : { description: document.description }),
    records: await store.records.count(document.id, inReach(viewer, document)),
    may: mayOfRegistry(viewer, document),
  };
}

export async function registryDetail(services: Services, viewer: Viewer, registry: Registry): Promise<RegistryDetail> {
  const { document, formHash } = registry;
  const { list, heading } = document;
  const [row, form, views] = await Promise.all([registryRow(services, viewer, registry), services.forms.view(formHash, viewer.person.locale), savedViews(services, viewer, document.id)]);
  return {
    ...row,
    form,
    heading,
    columns: fieldViews(document, list.columns),
    filters: fieldViews(document, list.filters),
    search: fieldViews(document, list.search ?? []),
    sort: list.sort,
    scores: (document.scores ?? []).map(({ id, title, note }) => ({ id, title, ...(note === undefined ? {} : { note }) })),
    views,
    ...(personalPaths(document).length > 0 ? await assessmentView(services, viewer, { kind: 'registry', id: document.id }) : {}),
  };
}

/** Those fields, or all of them. */
export function fieldViews(document: RegistryDocument, names?: readonly string[]): FieldView[] {
  const fields = fieldsOfRegistry(document);
  return (names ?? [...fields.keys()]).flatMap((name) => {
    const field = fields.get(name);
    return field === undefined ? [] : [fieldView(field)];
  });
}

export function fieldView({ name, title, schema, personal, values }: RegistryField): FieldView {
  return { name, title, schema, personal, ...(values === undefined ? {} : { values }) };
}
