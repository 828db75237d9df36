import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { LinkDocument, TaskDocument } from '../../activities/store/documents';
import { linkState, unknownLink, whyUnusable } from './link-state';
import { isOurToken, linkTokenHash } from './link-token';
import { count, limiter, refuseWhenSpent } from './rate-limit';
import type { Call } from './routes';
import type { Services } from './services';
import type { Actor } from './viewer';

/** A link that may be used, and the task that it is for. */
export interface UsableLink {
  readonly link: LinkDocument;
  readonly task?: TaskDocument;
  readonly actor: Actor;
}

/** Lets in who holds a token, and counts what fails: by address whoever guesses, by link whoever asks too often. */
export class LinkDoor {
  private readonly wrongByAddress: RateLimiterAbstract;
  private readonly callsByLink: RateLimiterAbstract;

  constructor(services: Services) {
    this.wrongByAddress = limiter(services, 'link-address', services.config.wrongLinksByAddress);
    this.callsByLink = limiter(services, 'link-calls', services.config.callsByLink);
  }

  /** The link of the path's token. Throws why it can't be used; one that has been used by the submission of `key` still answers it. */
  async enter(call: Call, key?: string): Promise<UsableLink> {
    const link = await this.known(call);
    await refuseWhenSpent(this.callsByLink, link._id);
    await count(this.callsByLink, link._id);
    const task = link.taskId === undefined ? undefined : await call.store.tasks.byId(link.taskId);
    const isRepetition = key !== undefined && link.key === key && link.revokedAt === undefined;
    const why = isRepetition ? undefined : whyUnusable(linkState(link, task, call.at));
    if (why !== undefined) throw why;
    return { link, actor: actorOf(link), ...(task === undefined ? {} : { task }) };
  }

  private async known(call: Call): Promise<LinkDocument> {
    const { store, request } = call;
    const address = request.ip ?? '';
    const token = call.param('token');
    await refuseWhenSpent(this.wrongByAddress, address);
    const link = isOurToken(store.keys, token) ? await store.links.byTokenHash(linkTokenHash(token)) : undefined;
    if (link !== undefined) return link;
    await count(this.wrongByAddress, address);
    throw unknownLink();
  }
}

/** Who holds the link may do the one thing that it is for. */
function actorOf({ _id, kind, taskId, branchId }: LinkDocument): Actor {
  const id = `link/${_id}`;
  return {
    id,
    groups: [],
    selves: [id],
    standIns: [],
    can(action, resource, document) {
      if (kind === 'task') return action === 'complete' && resource === 'Task' && '_id' in document && document._id === taskId && 'state' in document && document.state === 'open';
      return action === 'start' && resource === 'Process' && 'branchId' in document && document.branchId === branchId;
    },
  };
}
