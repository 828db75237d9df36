import type { Variables } from '../../../feel/types';
import type { Element } from '../plan';
import type { Run } from '../run';
import type { Token } from '../state';

/** What one kind of element does with a token. Throws `Problem` when the token cannot go on. */
export interface ElementBehaviour<E extends Element> {
  /** The token has arrived, its inputs are in place: the element works, waits, or lets it pass. */
  enter(element: E, token: Token, run: Run, variables: Variables): void;
}
