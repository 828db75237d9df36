import { checkExpression } from '../../feel';
import type { Feel, Valued } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import type { ProblemList } from './problem';

const UNKNOWN_FUNCTION = /^there is no function/;

/** Reads the texts that `zeebe:` attributes hold: a leading `=` marks FEEL, anything else is a fixed value. */
export class Expressions {
  constructor(private readonly problems: ProblemList) {}

  /** An expression; a text without `=` is refused. `what` names it in the message. */
  feel(node: BpmnNode, what: string, text: string): Feel | undefined {
    if (!text.startsWith('=')) {
      const hint = /^[$#]\{/.test(text) ? 'this is the expression language of Camunda 7' : 'it must begin with "="';
      this.problems.invalid(node, `${what} "${text}" is not a FEEL expression: ${hint}`);
      return undefined;
    }
    return this.parsed(node, what, text.slice(1).trim());
  }

  /** FEEL written without `=`, as `boai:` properties allow. */
  looseFeel(node: BpmnNode, what: string, text: string): Feel | undefined {
    return this.parsed(node, what, text.startsWith('=') ? text.slice(1).trim() : text);
  }

  /** A fixed text or an expression. */
  valued(node: BpmnNode, what: string, text: string): Valued<string> | undefined {
    return this.valuedAs(node, what, text, (fixed) => fixed);
  }

  /** A fixed value, read by `read` (which answers undefined for a wrong one; `wanted` says what would be right), or an expression. */
  valuedAs<T>(node: BpmnNode, what: string, text: string, read: (fixed: string) => T | undefined, wanted = ''): Valued<T> | undefined {
    if (text.startsWith('=')) {
      const feel = this.parsed(node, what, text.slice(1).trim());
      return feel === undefined ? undefined : { kind: 'feel', feel };
    }
    const value = read(text);
    if (value === undefined) {
      this.problems.invalid(node, `${what} "${text}" is not understood${wanted && `: write ${wanted}`}`);
      return undefined;
    }
    return { kind: 'fixed', value };
  }

  private parsed(node: BpmnNode, what: string, text: string): Feel | undefined {
    if (text === '') {
      this.problems.invalid(node, `${what} is an empty FEEL expression`);
      return undefined;
    }
    const check = checkExpression(text);
    if (check.ok) return text;
    const message = `${what} "=${text}" is no FEEL that can be evaluated: ${check.message}`;
    // Camunda has functions that no replay could answer alike (uuid, random number): such a model is good, but not for us.
    if (UNKNOWN_FUNCTION.test(check.message)) this.problems.unsupported(node, message);
    else this.problems.invalid(node, message);
    return undefined;
  }
}
