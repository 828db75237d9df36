import { BUILTINS } from '../builtins';
import { analyse, type Mentions } from './analyse';
import { compile, type Compiled } from './compile';
import { Failure } from './run';
import { isProblem, parse, type SyntaxProblem } from './syntax';

/** An expression that has been read: ready to run, or why it can't be. */
export type Expression =
  | { readonly kind: 'ready'; readonly evaluate: Compiled; readonly mentions: Mentions; readonly reserved: readonly string[] }
  | { readonly kind: 'wrong'; readonly problem: SyntaxProblem };

/** Expressions by text: reading one takes a hundred times as long as running it. Holds nothing but what the text says. */
const known = new Map<string, Expression>();
const MOST_KNOWN = 5_000;

/** Reads an expression, once for each text. */
export function readExpression(text: string): Expression {
  const found = known.get(text);
  if (found !== undefined) return found;
  const expression = read(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, expression);
  return expression;
}

function read(text: string): Expression {
  const parsed = parse(text);
  if (isProblem(parsed)) return { kind: 'wrong', problem: parsed };
  const mentions = analyse(parsed);
  const [unknown] = mentions.unknown;
  if (unknown !== undefined) return { kind: 'wrong', problem: unknown };
  try {
    // `context` is what forms call the values that come with a task; as a path it can't be mistaken for the function.
    const reserved = [...mentions.functions, ...mentions.roots].filter((name) => BUILTINS.has(name) && name !== 'context');
    return { kind: 'ready', evaluate: compile(parsed), mentions, reserved };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'wrong', problem: { message: error.message, position: 0 } };
  }
}
