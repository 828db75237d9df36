import type { ScriptTask } from '../plan';
import type { ElementBehaviour } from './behaviour';

/** A script task evaluates its expression and passes on with the result. */
export const scriptTask: ElementBehaviour<ScriptTask> = {
  enter(element, token, run, variables) {
    const { value } = run.evaluate(element.expression, variables);
    run.queue.push({ kind: 'complete', tokenId: token.id, variables: { [element.resultVariable]: value } });
  },
};
