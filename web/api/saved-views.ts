import type { SavedViewDocument } from '../../activities/store/saved-views';
import type { SavedView } from './registry-contract';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** The viewer's own views of a registry's list, and those that others share. */
export async function savedViews({ store }: Pick<Services, 'store'>, viewer: Viewer, registry: string): Promise<SavedView[]> {
  return (await store.savedViews.forPerson(registry, viewer.id)).map((view) => savedView(viewer, view));
}

export function savedView(viewer: Viewer, { _id, name, query, shared, owner }: SavedViewDocument): SavedView {
  return { id: _id, name, query, shared, mine: owner === viewer.id };
}
