import type { BranchDocument } from '../../activities/store/documents';
import type { Services } from './services';
import { notFound } from './refusal';
import type { Viewer } from './viewer';

/** The branches that a view of figures is about: an area and what lies in it. */
export interface AreaScope {
  /** The district, or the town or branch that was asked for. */
  readonly area: BranchDocument;
  readonly isDistrict: boolean;
  readonly branches: ReadonlyMap<string, BranchDocument>;
  /** It and everything under it; records without a branch are the district's. */
  readonly ids: ReadonlySet<string>;
  readonly towns: readonly BranchDocument[];
}

/** The asked area, kept to what the viewer may see; somebody of a branch sees theirs when nothing is asked for. Throws `NotFound`. */
export async function areaScope({ store }: Pick<Services, 'store'>, viewer: Viewer, asked: string | undefined): Promise<AreaScope> {
  const all = await store.branches.find({}, { without: ['officers', 'terms'] });
  const branches = new Map(all.map((branch) => [branch._id, branch]));
  const district = all.find((branch) => branch.parentId === undefined);
  const own = viewer.branches === 'all' ? district : topOf(all, viewer.branches);
  const area = asked === undefined ? own : branches.get(asked);
  if (area === undefined || !maySee(viewer, area._id)) throw notFound();
  const isDistrict = area._id === district?._id;
  const ids = new Set(isDistrict ? [...branches.keys(), ''] : all.filter((branch) => branch._id === area._id || branch.ancestors.includes(area._id)).map((branch) => branch._id));
  return { area, isDistrict, branches, ids, towns: all.filter((branch) => branch.parentId === district?._id && maySee(viewer, branch._id) && (branch.kind === '镇' || branch.kind === '街道')) };
}

function maySee(viewer: Viewer, id: string): boolean {
  return viewer.branches === 'all' || viewer.branches.includes(id);
}

function topOf(all: readonly BranchDocument[], ids: readonly string[]): BranchDocument | undefined {
  const seen = all.filter((branch) => ids.includes(branch._id));
  return seen.find((branch) => !branch.ancestors.some((above) => ids.includes(above)));
}
