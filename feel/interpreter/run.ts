import type { FeelContext } from '../types';

/** How much one evaluation may do: tree nodes visited, items looped over, characters built. A few tens of milliseconds. */
const STEP_BUDGET = 500_000;
/** Longest string an expression may build. */
export const MAX_TEXT = 1_000_000;
const MAX_CALL_DEPTH = 200;

/** What went wrong inside an evaluation; `evaluate` names the expression and makes it a `FeelError`. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** One evaluation: what it may know, what it has used up, and what it rests on. */
export class Run {
  readonly assumedYears = new Set<string>();
  private steps = 0;
  private depth = 0;

  constructor(readonly context: FeelContext) {}

  /** Steps taken so far. */
  get spent(): number {
    return this.steps;
  }

  /** Counts work; throws when the expression does too much. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > STEP_BUDGET) throw new Failure(`it takes more than ${STEP_BUDGET} steps; bound its loops and lists`);
  }

  /** Runs the body of a function; throws when functions call each other too deeply. */
  call<T>(body: () => T): T {
    this.depth += 1;
    try {
      if (this.depth > MAX_CALL_DEPTH) throw new Failure('its functions call each other too deeply');
      return body();
    } finally {
      this.depth -= 1;
    }
  }
}

/** Names visible at one place of an expression; only a record's own properties count. */
export interface Scope {
  readonly run: Run;
  readonly names: object;
  readonly outer?: Scope;
}

/** The value of a name, or undefined when nothing has it. */
export function lookUp(scope: Scope, name: string): unknown {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (Object.hasOwn(at.names, name)) return (at.names as Record<string, unknown>)[name];
  }
  return undefined;
}

export function within(outer: Scope, names: object): Scope {
  return { run: outer.run, names, outer };
}
