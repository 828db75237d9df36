import type { Run } from './run';
import type { Token } from './state';
import { endToken, take } from './tokens';

/** The token has arrived at a gateway that may wait for others. */
export function waitForOthers(run: Run, token: Token): Token {
  const waiting: Token = { ...token, joining: true };
  run.tokens.put(token.id, waiting);
  return waiting;
}

/** The tokens that wait at the same gateway of the same scope, oldest first. */
export function joinedAt(run: Run, token: Token): Token[] {
  return run.tokensIn(token.scopeId).filter((other) => other.elementId === token.elementId && other.joining);
}

/** One token of each flow that brought one is consumed, and the gateway is left by these flows. */
export function fireJoin(run: Run, token: Token, outgoing: readonly string[]): void {
  run.emit({ kind: 'trace', what: 'entered', id: token.elementId });
  run.emit({ kind: 'trace', what: 'left', id: token.elementId });
  const consumed = new Map<string | undefined, Token>();
  for (const other of joinedAt(run, token)) if (!consumed.has(other.via)) consumed.set(other.via, other);
  for (const flow of outgoing) take(run, flow, token.scopeId);
  for (const other of consumed.values()) endToken(run, other);
}
