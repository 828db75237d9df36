import type { Request } from 'express';
import { districtDay } from '../../activities/store/district-day';
import type { PersonDocument, Post } from '../../activities/store/documents';
import { groupsOf, isBranchRole, postsOn } from '../../activities/store/posts';
import { a, abilityOf, reachOf, visibleBranches, type Ability, type Action, type Resource } from './permissions';
import { forbidden, Refusal } from './refusal';
import type { Services } from './services';
import { standInsOf, type StandIn } from './stand-ins';

/** Who asks: the person, the posts held today, and what follows from them. */
export interface Viewer {
  readonly id: string;
  readonly person: PersonDocument;
  readonly posts: readonly Post[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Those who are away and for whom the viewer does their tasks and takes their actions, and nothing else. */
  readonly standIns: readonly StandIn[];
  /** The viewer and those: what excludes one of them excludes the viewer. */
  readonly selves: readonly string[];
  /** Ids of the branches that may be seen. */
  readonly branches: readonly string[] | 'all';
  readonly ability: Ability;
  /** Ids of the branches whose records those roles show, or `all`. */
  reach(roles: readonly string[]): readonly string[] | 'all';
  can(action: Action, kind: Resource, document: object): boolean;
  /** Throws `Forbidden`. */
  mustBeAbleTo(action: Action, kind: Resource, document: object): void;
}

/** Whoever hands something in: somebody who is signed in, or who holds a link. */
export type Actor = Pick<Viewer, 'id' | 'can' | 'groups' | 'selves' | 'standIns'>;

const viewers = new WeakMap<Request, Viewer>();

/** The viewer of a person at that instant. */
export async function viewerFor(person: PersonDocument, services: Services, at: Date): Promise<Viewer> {
  const posts = postsOn(person.posts, districtDay(at, services.config.zone));
  const groups = groupsOf(posts);
  const [under, standIns] = await Promise.all([
    services.store.branches.under(posts.filter((post) => isBranchRole(post.role)).map((post) => post.branchId)),
    standInsOf(services, person._id, at),
  ]);
  const holder = { id: person._id, posts, groups, under, standIns };
  const ability = abilityOf(holder);
  const can: Viewer['can'] = (action, kind, document) => ability.can(action, a(kind, document));
  return {
    id: person._id, person, posts, roles: posts.map((post) => post.role), groups, standIns, selves: [person._id, ...standIns.map(({ id }) => id)], branches: visibleBranches(holder), ability, can, reach: (roles) => reachOf(holder, roles),
    mustBeAbleTo(action, kind, document) {
      if (!can(action, kind, document)) throw forbidden();
    },
  };
}

export function rememberViewer(request: Request, viewer: Viewer): void {
  viewers.set(request, viewer);
}

/** Who asks. Throws `NotSignedIn`. */
export function viewerOf(request: Request): Viewer {
  const viewer = viewers.get(request);
  if (viewer === undefined) throw new Refusal('NotSignedIn', { zh: '请先登录。', en: 'Sign in first.' });
  return viewer;
}

/** A MongoDB condition that keeps a list to the branches in sight. */
export function inSight(viewer: Viewer): { readonly branchId?: { readonly $in: string[] } } {
  return viewer.branches === 'all' ? {} : { branchId: { $in: [...viewer.branches] } };
}
