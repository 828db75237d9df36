import type { LinkDocument, TaskDocument } from '../../activities/store/documents';
import type { LinkState } from './contract';
import { Refusal } from './refusal';

type Standing = Pick<LinkDocument, 'kind' | 'usedAt' | 'revokedAt' | 'expiresAt' | 'openedAt'>;

/** How a link stands; `task` is the task that it is for, if it is for one. */
export function linkState(link: Standing, task: Pick<TaskDocument, 'state'> | undefined, at: Date): LinkState {
  if (link.usedAt !== undefined) return 'used';
  if (link.revokedAt !== undefined) return 'revoked';
  if (link.expiresAt <= at) return 'expired';
  if (link.kind === 'task' && task?.state !== 'open') return 'closed';
  return link.openedAt === undefined ? 'ready' : 'opened';
}

/** What is said to somebody who comes by a link that can't be used; undefined for one that can. */
export function whyUnusable(state: LinkState): Refusal | undefined {
  switch (state) {
    case 'used':
      return new Refusal('LinkUsed', { zh: '这个链接已经用过，内容已提交。如需更改，请联系发给您链接的工作人员。', en: 'This link has been used; what you filled in was handed in. To change something, ask whoever sent you the link.' });
    case 'revoked':
      return new Refusal('LinkRevoked', { zh: '这个链接已被收回。请联系发给您链接的工作人员。', en: 'This link was taken back. Ask whoever sent it to you.' });
    case 'expired':
      return new Refusal('LinkExpired', { zh: '这个链接已过有效期。请联系发给您链接的工作人员重新发送。', en: 'This link has expired. Ask whoever sent it for a new one.' });
    case 'closed':
      return new Refusal('LinkClosed', { zh: '这件事已经办结或不再需要办理，链接随之失效。谢谢您！', en: 'This matter is settled, so the link is no longer needed. Thank you!' });
    case 'ready':
    case 'opened':
      return undefined;
  }
}

/** The same for a token that nobody knows: it may have been copied in part. */
export function unknownLink(): Refusal {
  return new Refusal('LinkUnknown', { zh: '链接不正确，可能没有复制完整。请重新打开收到的链接。', en: 'This link is not right; perhaps it was not copied whole. Open the link you were sent again.' });
}
