import { FUNCTION_NAMES } from '../../feel';
import type { Mapping } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import type { Compilation } from './compilation';
import type { ProblemList } from './problem';

/** A variable name or a dotted path of names. */
const TARGET = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** `zeebe:properties` of an element; the last of two with one name counts. */
export function propertiesOf(node: BpmnNode): Readonly<Record<string, string>> {
  const entries = (node.extension('zeebe:properties')?.children('properties') ?? []).flatMap((property) => {
    const name = property.name;
    return name === undefined || name === '__proto__' ? [] : [[name, property.text('value') ?? ''] as const];
  });
  return Object.fromEntries(entries);
}

/** `zeebe:taskHeaders` of an element. */
export function headersOf(node: BpmnNode): Readonly<Record<string, string>> {
  const entries = (node.extension('zeebe:taskHeaders')?.children('values') ?? []).flatMap((header) => {
    const key = header.text('key');
    return key === undefined || key === '__proto__' ? [] : [[key, header.text('value') ?? ''] as const];
  });
  return Object.fromEntries(entries);
}

/** The input or output mappings of an element; a source without `=` is a fixed text. */
export function mappingsOf(node: BpmnNode, direction: 'input' | 'output', compilation: Compilation): readonly Mapping[] {
  const parameters = node.extension('zeebe:ioMapping')?.children(`${direction}Parameters`) ?? [];
  return parameters.flatMap((parameter) => mappingOf(node, parameter, direction, compilation) ?? []);
}

function mappingOf(node: BpmnNode, parameter: BpmnNode, direction: string, { problems, expressions }: Compilation): Mapping | undefined {
  const target = parameter.text('target');
  if (target === undefined) {
    problems.invalid(node, `an ${direction} mapping has no target`);
    return undefined;
  }
  if (!isVariablePath(target)) {
    problems.invalid(node, `the ${direction} mapping's target "${target}" is no variable name`);
    return undefined;
  }
  warnOfReservedName(node, target, problems);
  const text = parameter.text('source') ?? '';
  if (!text.startsWith('=')) return { source: JSON.stringify(text), target };
  const source = expressions.feel(node, `the source of "${target}"`, text);
  return source === undefined ? undefined : { source, target };
}

/** Whether a text can stand where a variable is written. */
export function isVariablePath(text: string): boolean {
  return TARGET.test(text) && !/(^|\.)__proto__(\.|$)/.test(text);
}

/** Says so when a variable would have the name of a FEEL function: expressions that call the function cannot be evaluated beside it. */
export function warnOfReservedName(node: BpmnNode, variable: string, problems: ProblemList): void {
  const [name = ''] = variable.split('.');
  if (FUNCTION_NAMES.includes(name)) problems.warn(node, `the variable "${name}" is named like a built-in function: no expression that sees it can call ${name}()`, 'invalid');
}
