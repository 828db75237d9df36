import type { Element, ElementBase, Flow, LocalText } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import { Expressions } from './expressions';
import type { ProblemList } from './problem';
import { propertiesOf } from './zeebe';

/** How a file is compiled. */
export interface CompileOptions {
  /** Compile this process; needed only when the file has several executable ones. */
  readonly process?: string;
  /** IANA zone of dates without an offset. */
  readonly zone?: string;
  /** Job types that can be run; any other fixed one is a warning. Nothing is said of job types when absent. */
  readonly jobTypes?: readonly string[];
}

/** What the compilation of one process gathers; every part of the compiler is handed this and adds to it. */
export class Compilation {
  readonly elements: Record<string, Element> = {};
  readonly flows: Record<string, Flow> = {};
  readonly expressions: Expressions;
  /** Lane role by flow node id. */
  readonly lanes = new Map<string, string>();
  /** The BPMN node of every compiled element and flow. */
  readonly nodes = new Map<string, BpmnNode>();
  /** Sequence flows by the process or sub-process that they begin in. */
  readonly flowNodes = new Map<BpmnNode, BpmnNode[]>();
  /** Every process and sub-process, the innermost first, with its start events, those that were refused included. */
  readonly scopes: { readonly container: BpmnNode; readonly starts: readonly BpmnNode[] }[] = [];
  /** Handler by activity id, from compensation boundary events. */
  readonly compensatedBy = new Map<string, string>();

  constructor(
    readonly problems: ProblemList,
    readonly options: CompileOptions,
  ) {
    this.expressions = new Expressions(problems);
  }
}

/** A function that makes an element of the plan from its BPMN node; undefined when a problem stands in its way. */
export type ElementCompiler = (node: BpmnNode, base: ElementBase, compilation: Compilation) => Element | undefined;

/** The node's name in Chinese and, from `boai:en`, in English; its id when it has no name. */
export function localNameOf(node: BpmnNode): LocalText {
  const zh = node.name?.replace(/\s+/g, ' ') ?? node.id ?? '';
  const en = propertiesOf(node)['boai:en'];
  return en === undefined ? { zh } : { zh, en };
}
