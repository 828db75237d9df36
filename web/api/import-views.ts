import type { ImportDocument } from '../../activities/store/imports';
import { Names } from './names';
import type { ImportView } from './registry-contract';
import type { Services } from './services';

export async function importViews(services: Pick<Services, 'store'>, imports: readonly ImportDocument[]): Promise<ImportView[]> {
  const names = await Names.of(services, imports.map(({ by }) => by), []);
  return imports.map(({ _id, registry, file, state, rows, done, added, changed, unchanged, problems, problemCount, by, at }) => ({
    id: _id, registry, file, state, rows, done, added, changed, unchanged, problems: problems ?? [], problemCount, by: names.person(by), at: at.toISOString(),
  }));
}

export async function importView(services: Pick<Services, 'store'>, one: ImportDocument): Promise<ImportView> {
  const [view] = await importViews(services, [one]);
  if (view === undefined) throw new Error(`Import "${one._id}" has no view`);
  return view;
}
