import type { BpmnNode } from './bpmn-node';

/** One thing that is wrong with a BPMN file, or worth knowing before it is published. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** `unsupported`: good BPMN that Boai Flow does not run; `invalid`: it can run nowhere as it stands. */
  readonly kind: 'invalid' | 'unsupported';
  readonly elementId?: string;
  /** BPMN name without prefix, for example `userTask`. */
  readonly elementType?: string;
  readonly name?: string;
  readonly message: string;
}

/** A BPMN file that cannot be compiled; `problems` holds every error and warning that was found. */
export class BpmnProblems extends Error {
  override readonly name = 'BpmnProblems';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.filter((problem) => problem.severity === 'error').map(describeProblem).join('; '));
  }
}

/** The problem in one line: `unsupported complexGateway Gateway_1 "Split": …`. */
export function describeProblem(problem: Problem): string {
  const where = [problem.elementType, problem.elementId, problem.name ? `"${problem.name}"` : undefined].filter(Boolean).join(' ');
  return (where ? `${problem.kind} ${where}: ${problem.message}` : `${problem.kind}: ${problem.message}`).replace(/\s+/g, ' ');
}

/** Collects problems while a file is compiled, so that its author hears of all of them at once. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<string>();

  invalid(node: BpmnNode | undefined, message: string): void {
    this.#add('error', 'invalid', node, message);
  }

  unsupported(node: BpmnNode | undefined, message: string): void {
    this.#add('error', 'unsupported', node, message);
  }

  /** Something that does not run as its author may expect, though the process as a whole runs. */
  warn(node: BpmnNode | undefined, message: string, kind: Problem['kind'] = 'unsupported'): void {
    this.#add('warning', kind, node, message);
  }

  get all(): readonly Problem[] {
    return this.#problems;
  }

  get warnings(): readonly Problem[] {
    return this.#problems.filter((problem) => problem.severity === 'warning');
  }

  #add(severity: Problem['severity'], kind: Problem['kind'], node: BpmnNode | undefined, message: string): void {
    const id = node?.id;
    const name = node?.name?.replace(/\s+/g, ' ').trim();
    const problem: Problem = {
      severity,
      kind,
      ...(id === undefined ? {} : { elementId: id }),
      ...(node === undefined ? {} : { elementType: node.type }),
      ...(name ? { name } : {}),
      message,
    };
    const key = JSON.stringify([id, problem.elementType, message]);
    if (!this.#seen.has(key)) this.#problems.push(problem);
    this.#seen.add(key);
  }
}
