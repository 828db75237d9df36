import { FeelDuration } from 'feelin';
import { Failure } from './run';
import { spelled, type SyntaxNode } from './syntax';
import { isRecord, kindOf, property } from './values';

type TypeTest = (value: unknown) => boolean;

const NAMED: Readonly<Record<string, TypeTest>> = {
  Any: (value) => value !== null,
  Null: (value) => value === null,
  'days and time duration': (value) => value instanceof FeelDuration && !value.yearsMonths,
  'years and months duration': (value) => value instanceof FeelDuration && value.yearsMonths,
};

const KINDS: readonly string[] = ['number', 'string', 'boolean', 'date', 'time', 'date and time', 'duration', 'context', 'list', 'range', 'function'];

/** The test that `instance of <type>` makes. */
export function typeTest(node: SyntaxNode): TypeTest {
  const [inner = node] = node.children;
  switch (inner.name) {
    case 'ListType': {
      const item = typeTest(typeIn(inner));
      return (value) => Array.isArray(value) && value.every(item);
    }
    case 'ContextType': {
      const entries = inner.children.flatMap((part) => part.children).map((entry) => ({ key: spelled(entry.children[0] ?? entry), test: typeTest(typeIn(entry)) }));
      return (value) => isRecord(value) && entries.every(({ key, test }) => test(property(value, key)));
    }
    case 'FunctionType':
      return (value) => kindOf(value) === 'function';
    default:
      return namedTest(spelled(node));
  }
}

function typeIn(node: SyntaxNode): SyntaxNode {
  const type = node.children.find((part) => part.name === 'Type');
  if (type === undefined) throw new Failure(`"${node.text}" names no type`);
  return type;
}

function namedTest(name: string): TypeTest {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  if (!KINDS.includes(name)) throw new Failure(`there is no type "${name}"`);
  return (value) => kindOf(value) === name;
}
