export { compileAll, compileBpmn, type Compiled } from './compile';
export type { CompileOptions } from './compilation';
export { coverageMarkdown, coverageRows, type CoverageRow } from './coverage';
export { BpmnProblems, describeProblem, type Problem } from './problem';
export { checkFile, checkLines, unreadableFile, type CheckedFile, type CheckOptions } from './check';
export { canonicalJson, planHash } from './plan-hash';
export { MAX_PLAN_BYTES, planSize } from './plan-size';
