import type { Plan } from '../engine/plan';
import type { BpmnNode } from './bpmn-node';
import type { CompileOptions } from './compilation';
import { foreignEngineOf } from './foreign-models';
import { BpmnProblems, ProblemList, type Problem } from './problem';
import { compileProcess } from './process';
import { readDefinitions } from './read-definitions';

/** A model nested deeper than this is refused: no one could read it, and the compiler recurses. */
const MAX_DEPTH = 20;

/** A compiled process and what its author should know about it. */
export interface Compiled {
  readonly plan: Plan;
  readonly warnings: readonly Problem[];
}

/**
 * Compiles the executable process of a BPMN 2.0 file, or the one that `options.process` names, to a plan.
 * Throws `BpmnProblems` with everything that was found wrong.
 */
export async function compileBpmn(xml: string, options: CompileOptions = {}): Promise<Compiled> {
  const [first] = await compileEach(xml, options, (processes) => {
    if (options.process === undefined) return processes.slice(0, 1);
    return processes.filter((process) => process.id === options.process);
  });
  if (first === undefined) throw new BpmnProblems([missing(`the file has no executable process "${options.process ?? ''}"`)]);
  return first;
}

/** Compiles every executable process of a file, in its order; throws `BpmnProblems` when any of them has an error. */
export async function compileAll(xml: string, options: CompileOptions = {}): Promise<readonly Compiled[]> {
  return compileEach(xml, options, (processes) => processes);
}

async function compileEach(xml: string, options: CompileOptions, choose: (executable: readonly BpmnNode[]) => readonly BpmnNode[]): Promise<readonly Compiled[]> {
  const ofFile = new ProblemList();
  const definitions = await readDefinitions(xml, ofFile);
  if (definitions === undefined) throw new BpmnProblems(ofFile.all);
  if (isTooDeep(definitions)) throw new BpmnProblems([missing(`sub-processes are nested more than ${MAX_DEPTH} deep`)]);
  const foreign = foreignEngineOf(xml);
  if (foreign !== undefined) throw new BpmnProblems([{ ...missing(foreign), kind: 'unsupported' }]);

  const roots = definitions.children('rootElements');
  const executable = roots.filter((root) => root.type === 'process' && root.flag('isExecutable', false));
  if (executable.length === 0) throw new BpmnProblems([missing(withoutExecutable(roots)), ...ofFile.all]);
  const participants = roots.filter((root) => root.type === 'collaboration').flatMap((root) => root.children('participants'));

  const compiled = choose(executable).map((process) => {
    const problems = new ProblemList();
    const participant = participants.find((candidate) => candidate.child('processRef') === process);
    return { plan: compileProcess(process, participant, problems, options), problems };
  });
  // What follows from a reference that the file itself lost would only repeat it.
  const told = new Set(ofFile.all.flatMap(({ severity, elementId }) => (severity === 'error' && elementId !== undefined ? [elementId] : [])));
  const all = [...ofFile.all, ...compiled.flatMap(({ problems }) => problems.all).filter(({ elementId }) => elementId === undefined || !told.has(elementId))];
  if (all.some((problem) => problem.severity === 'error')) throw new BpmnProblems(all);
  return compiled.map(({ plan, problems }) => ({ plan, warnings: [...problems.warnings, ...ofFile.warnings] }));
}

/** Looks level by level, since a recursion could overflow on the very files that this refuses. */
function isTooDeep(definitions: BpmnNode): boolean {
  let level = definitions.children('rootElements');
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    level = level.flatMap((node) => [...node.children('flowElements'), ...node.children('laneSets'), ...node.children('lanes'), ...(node.child('childLaneSet')?.children('lanes') ?? [])]);
  }
  return level.length > 0;
}

function missing(message: string): Problem {
  return { severity: 'error', kind: 'invalid', message };
}

function withoutExecutable(roots: readonly BpmnNode[]): string {
  const processes = roots.filter((root) => root.type === 'process');
  if (processes.length === 0) return 'the file has no process';
  return `the file has no executable process: none of ${processes.map((process) => `"${process.id ?? ''}"`).join(', ')} is marked isExecutable="true"`;
}
