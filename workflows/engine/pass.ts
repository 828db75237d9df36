import type { Run } from './run';
import type { Token } from './state';
import { endToken, take, trace } from './tokens';

/** The token leaves its element by these flows. */
export function pass(run: Run, token: Token, flows: readonly string[]): void {
  trace(run, 'left', token);
  // The new tokens come first: a scope is never empty while somebody is between two elements.
  for (const flow of flows) take(run, flow, token.scopeId);
  endToken(run, token);
}
