import type { LocalText } from '../../workflows/engine/plan';
import type { AnswerProblem } from '../../forms/document';
import type { PersonRef } from './contract';

/** Why a request is refused; `errors.ts` gives each its status. */
export type RefusalCode =
  | 'NotSignedIn' | 'BadCredentials' | 'TooManyAttempts' | 'TooManyRequests' | 'PasswordChangeRequired' | 'SampleLogin' | 'BadPassword'
  | 'ForeignOrigin' | 'BadToken' | 'Forbidden' | 'NotFound' | 'InvalidInput' | 'InvalidAnswers' | 'TooLarge' | 'UnsupportedType'
  | 'TaskNotOpen' | 'TaskClaimed' | 'ActorExcluded' | 'KeyReused' | 'StaleRevision' | 'DraftGone' | 'AlreadyRunning' | 'NotRunning' | 'ActionNotOpen' | 'CampaignOver' | 'LoginTaken' | 'KeyTaken' | 'Unavailable'
  | 'LinkUnknown' | 'LinkUsed' | 'LinkExpired' | 'LinkRevoked' | 'LinkClosed';

export interface RefusalDetail {
  readonly problems?: readonly AnswerProblem[];
  readonly by?: PersonRef;
  readonly at?: string;
  readonly retryAfterSeconds?: number;
  readonly instanceId?: string;
}

/** A request that is understood and refused; the text is what the user sees. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly code: RefusalCode, readonly text: LocalText, readonly detail: RefusalDetail = {}) {
    super(text.en ?? text.zh);
  }
}

export function notFound(what: LocalText = { zh: '内容', en: 'This' }): Refusal {
  return new Refusal('NotFound', { zh: `找不到${what.zh}，或者您无权查看。`, en: `${what.en ?? what.zh} does not exist, or you may not see it.` });
}

export function forbidden(text: LocalText = { zh: '您没有权限这样做。', en: 'You may not do this.' }): Refusal {
  return new Refusal('Forbidden', text);
}
