/** One thing wrong with an input, and where: a JSON pointer or a path that its reader knows. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

/** Input from outside that can't be read; thrown by parsers only, and names every problem. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map((problem) => `${problem.path || '/'}: ${problem.message}`).join('; '));
  }
}
