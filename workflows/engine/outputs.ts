import type { Variables } from '../../feel/types';
import type { Element } from './plan';
import type { Run } from './run';
import type { Token } from './state';
import { checkSize, mapped, propagate, propagateFrom, variablesOf, variablesOfScope } from './variables';

/** Brings an element's results into the process: through its output mappings, or all of them when it has none. */
export function applyOutputs(run: Run, element: Element, token: Token, results: Variables): void {
  write(run, element, token, results);
  checkSize(run, results);
}

/** What the instances of a loop collect is written by their loop alone: a called process that was handed the list gives back an old copy. */
function withoutCollection(run: Run, element: Element, token: Token, results: Variables): Variables {
  const collection = element.kind === 'callActivity' && token.loop !== undefined && run.state.semantics >= 2 ? element.multiInstance?.outputCollection : undefined;
  return collection === undefined ? results : Object.fromEntries(Object.entries(results).filter(([name]) => name !== collection));
}

function write(run: Run, element: Element, token: Token, results: Variables): void {
  if (token.body) return propagateFrom(run, token.scopeId, results);
  if (element.outputs.length === 0) {
    if (element.kind === 'callActivity' && !element.propagateAllChild) return;
    return propagate(run, token, withoutCollection(run, element, token, results));
  }
  const isInstance = token.loop !== undefined;
  const base = isInstance ? variablesOf(run, token) : variablesOfScope(run, token.scopeId);
  const outputs = mapped(run, element.outputs, { ...variablesOf(run, token), ...results }, base);
  // The instances of a loop keep their results apart until the output element collects them.
  if (isInstance) propagate(run, token, outputs);
  else propagateFrom(run, token.scopeId, outputs);
}
