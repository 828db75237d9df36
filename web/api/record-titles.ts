import type { RecordDocument } from '../../activities/store/record-documents';
import type { RegistryDocument } from '../../registries/document';
import { recordHeadings } from './record-rows';
import type { Services } from './services';

/** What records are called, by `<registry>/<id>`, masked where it is personal; in three queries a registry. Left out: unknown and erased ones, and those that the viewer `maySee` not. */
export async function recordTitles(services: Pick<Services, 'store'>, names: readonly (string | undefined)[], maySee: (document: RegistryDocument, record: RecordDocument) => boolean = () => true): Promise<Map<string, string>> {
  const { store } = services;
  const wanted = [...new Set(names)].flatMap((name) => (name === undefined ? [] : [partsOf(name)]));
  const titles = new Map<string, string>();
  if (wanted.length === 0) return titles;
  for (const { document } of await store.registries.latestOf(wanted.map(({ registry }) => registry))) {
    const ids = wanted.flatMap(({ registry, id }) => (registry === document.id ? [id] : []));
    const records = (await store.records.byIds(document.id, ids)).filter((record) => record.erasedAt === undefined && maySee(document, record));
    for (const [id, title] of await recordHeadings(services, document, records)) titles.set(`${document.id}/${id}`, title);
  }
  return titles;
}

function partsOf(name: string): { readonly registry: string; readonly id: string } {
  const [registry = '', ...id] = name.split('/');
  return { registry, id: id.join('/') };
}
