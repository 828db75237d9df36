import { parser, trackVariables } from 'lezer-feel';
import { BUILTINS } from '../builtins';

/** A node of an expression's syntax tree, without comments. */
export interface SyntaxNode {
  /** lezer-feel's node name: `Comparison`, `VariableName`, `"("`, … */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly SyntaxNode[];
}

/** Why an expression can't be read, and the offset of the first wrong character. */
export interface SyntaxProblem {
  readonly message: string;
  readonly position: number;
}

/** Longest expression; reading one takes time with the square of its length. */
const MAX_LENGTH = 8_000;
/** Deepest nesting, so that neither parsing nor running an expression overflows the stack. */
const MAX_DEPTH = 200;

// Names with a keyword inside, such as "get or else", are read as names only if the parser knows them.
const expressionParser = parserKnowing([...BUILTINS.keys()]);
// Every process has a variable "instance"; a parser that knows the name can't read "instance of" any more.
const instanceParser = parserKnowing([...BUILTINS.keys(), 'instance']);

function parserKnowing(names: readonly string[]): typeof parser {
  return parser.configure({ top: 'Expression', dialect: 'camunda', contextTracker: trackVariables(Object.fromEntries(names.map((name) => [name, null]))) });
}

/** Reads an expression; how it reads never depends on the variables. */
export function parse(text: string): SyntaxNode | SyntaxProblem {
  if (text.length > MAX_LENGTH) return { message: `longer than ${MAX_LENGTH} characters`, position: MAX_LENGTH };
  if (text.trim() === '') return { message: 'the expression is empty', position: 0 };
  const parsed = parseWith(expressionParser, text);
  if (!isProblem(parsed) || !/\binstance\b/.test(text)) return parsed;
  const again = parseWith(instanceParser, text);
  return isProblem(again) ? parsed : again;
}

function parseWith(withParser: typeof parser, text: string): SyntaxNode | SyntaxProblem {
  const root: Building = { name: '', from: 0, to: text.length, text, children: [] };
  const open: Building[] = [root];
  let problem: SyntaxProblem | undefined;
  withParser.parse(text).iterate({
    enter({ type, from, to }) {
      if (problem === undefined && type.isError) problem = unexpected(text, from);
      if (problem === undefined && open.length > MAX_DEPTH) problem = { message: 'it is nested too deeply', position: from };
      if (problem !== undefined || type.isSkipped) return false;
      const node: Building = { name: type.name, from, to, text: text.slice(from, to), children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
      return true;
    },
    leave({ type }) {
      if (problem === undefined && !type.isSkipped) open.pop();
    },
  });
  return problem ?? root.children[0] ?? { message: 'the expression is empty', position: 0 };
}

export function isProblem(parsed: SyntaxNode | SyntaxProblem): parsed is SyntaxProblem {
  return 'position' in parsed;
}

/** The name that a VariableName, PathName, ParameterName or Key spells, spaces made single and backticks dropped. */
export function spelled(node: SyntaxNode): string {
  return node.text.replace(/`/g, '').replace(/\s+/g, ' ').trim();
}

interface Building extends SyntaxNode {
  readonly children: Building[];
}

function unexpected(text: string, position: number): SyntaxProblem {
  const rest = text.slice(position).trimStart();
  if (rest === '') return { message: 'it ends too early', position };
  return { message: `unexpected "${rest.slice(0, 12)}" at ${position + 1}`, position };
}
