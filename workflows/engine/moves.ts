import type { Variables } from '../../feel/types';
import { boundaryEventsOf } from './catching';
import { rememberCompletion } from './compensation';
import { completeInstance, enterMultiInstance } from './elements/multi-instance';
import { enterElement } from './elements/enter-element';
import { leave, readyJoin } from './elements/inclusive-gateway';
import { raiseIncident } from './incidents';
import { applyOutputs } from './outputs';
import { pass } from './pass';
import type { Element, MultiInstance } from './plan';
import { Problem } from './problem';
import type { Run } from './run';
import { armEventSubprocesses, ROOT, settleScopes } from './scopes';
import type { Move, Token } from './state';
import { endToken, trace } from './tokens';
import { mapped, variablesOf } from './variables';
import { arm, disarm } from './waits';

/** Moves every token as far as it comes, until all of them wait or the instance has ended. */
export function settle(run: Run): void {
  for (let next = 0; run.status === 'running'; ) {
    const move = run.queue[next];
    if (move) {
      next += 1;
      makeMove(run, move);
    } else {
      const join = readyJoin(run);
      if (!join) return;
      guarded(run, join.token.id, { kind: 'activate', tokenId: join.token.id }, () => leave(join.element, join.token, run));
    }
    settleScopes(run);
  }
}

function makeMove(run: Run, move: Move): void {
  const token = run.tokens.get(move.tokenId);
  if (!token) return;
  if ((move.kind === 'enter' || move.kind === 'begin') && !token.inside) arrive(run, token);
  guarded(run, token.id, move, () => perform(run, move));
}

/** A move that cannot be made leaves no trace but an incident, which remembers it. */
function guarded(run: Run, tokenId: string, resume: Move, work: () => void): void {
  try {
    run.attempt(work);
  } catch (error) {
    const token = run.tokens.get(tokenId);
    if (!token) return;
    // A fault of our own stops the token too: a thrown error would stop the whole workflow for good.
    const problem = error instanceof Problem ? error : new Problem('error', String(error));
    raiseIncident(run, token, problem.kind, problem.message, resume);
  }
}

/** Joining tokens have arrived only when all of them have. */
function arrive(run: Run, token: Token): void {
  const kind = run.plan.elements[token.elementId]?.kind;
  if (kind === 'parallelGateway' || kind === 'inclusiveGateway') return;
  run.tokens.put(token.id, { ...token, inside: true });
  trace(run, 'entered', token);
}

function perform(run: Run, move: Move): void {
  const token = run.tokens.get(move.tokenId);
  if (!token) return;
  const element = run.elementOf(token);
  switch (move.kind) {
    case 'begin': {
      const root = run.scopes.get(ROOT);
      if (root) armEventSubprocesses(run, root);
      return enter(run, element, token, {});
    }
    case 'enter':
      return enter(run, element, token, move.variables ?? {});
    case 'activate':
      return enterElement(element, token, run, variablesOf(run, token));
    case 'complete':
      return complete(run, element, token, move.variables);
  }
}

function enter(run: Run, element: Element, token: Token, event: Variables): void {
  run.visit();
  const loop = loopOf(element);
  if (loop && token.loop === undefined) {
    const visible = variablesOf(run, token);
    armBoundaryEvents(run, element, token, visible);
    return enterMultiInstance(element, loop, token, run, visible);
  }
  const prepared = withInputs(run, element, token);
  const visible = variablesOf(run, prepared);
  if (token.loop === undefined) armBoundaryEvents(run, element, prepared, visible);
  enterElement(element, prepared, run, visible, event);
}

function withInputs(run: Run, element: Element, token: Token): Token {
  if (element.inputs.length === 0) return token;
  const prepared = { ...token, locals: { ...token.locals, ...mapped(run, element.inputs, variablesOf(run, token)) } };
  run.tokens.put(token.id, prepared);
  return prepared;
}

function armBoundaryEvents(run: Run, element: Element, token: Token, visible: Variables): void {
  for (const event of boundaryEventsOf(run, element)) arm(run, event.event, { elementId: event.id, purpose: 'boundary', tokenId: token.id }, visible);
}

function complete(run: Run, element: Element, token: Token, results: Variables): void {
  applyOutputs(run, element, token, results);
  // Outputs may have written to the token itself.
  const done = run.tokens.get(token.id) ?? token;
  const loop = loopOf(element);
  if (loop && done.loop !== undefined) return completeInstance(run, loop, done);
  disarm(run, { tokenId: done.id });
  rememberCompletion(run, element, done);
  if (element.kind === 'eventSubProcess') {
    trace(run, 'left', done);
    endToken(run, done);
  } else {
    pass(run, done, element.outgoing);
  }
}

function loopOf(element: Element): MultiInstance | undefined {
  return 'multiInstance' in element ? element.multiInstance : undefined;
}
