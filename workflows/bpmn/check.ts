import { compileAll } from './compile';
import type { CompileOptions } from './compilation';
import { MAX_PLAN_BYTES, planSize } from './plan-size';
import { BpmnProblems, describeProblem, type Problem } from './problem';

/** What a check found in one file. */
export interface CheckedFile {
  readonly file: string;
  readonly status: 'ok' | 'unsupported' | 'invalid';
  /** Errors first. */
  readonly problems: readonly Problem[];
}

export interface CheckOptions extends CompileOptions {
  /** Reads a form document and throws an error whose message says what is wrong with it. */
  readonly parseForm: (document: unknown) => unknown;
  /** The same for a registry document; files are registries by their name, `.registry.json`. */
  readonly parseRegistry?: (document: unknown) => unknown;
}

/** Checks the text of a BPMN, form or registry file, told apart by its name and what the text looks like. Throws nothing. */
export async function checkFile(file: string, text: string, options: CheckOptions): Promise<CheckedFile> {
  const isJson = /\.(json|form)$/i.test(file) || /^\uFEFF?\s*[{[]/.test(text);
  const parse = (/\.registry\.json$/i.test(file) ? options.parseRegistry : undefined) ?? options.parseForm;
  const problems = isJson ? checkJson(text, parse) : await checkBpmn(text, options);
  return checked(file, problems);
}

/** A file that could not even be read. */
export function unreadableFile(file: string, why: string): CheckedFile {
  return checked(file, [invalid(`cannot be read: ${why}`)]);
}

/** `FILE: ok`, or a line for each error; lines for warnings come after. */
export function checkLines({ file, status, problems }: CheckedFile): readonly string[] {
  const errors = problems.filter((problem) => problem.severity === 'error').map((problem) => `${file}: ${errorLine(problem)}`);
  const warnings = problems.filter((problem) => problem.severity === 'warning').map((problem) => `${file}: warning ${withoutKind(problem)}`);
  return [...(status === 'ok' ? [`${file}: ok`] : errors), ...warnings];
}

async function checkBpmn(text: string, options: CompileOptions): Promise<readonly Problem[]> {
  try {
    const compiled = await compileAll(text, options);
    const large = compiled.filter(({ plan }) => planSize(plan) > MAX_PLAN_BYTES);
    return [
      ...compiled.flatMap(({ warnings }) => warnings),
      ...large.map(({ plan }): Problem => ({ ...invalid(`the process "${plan.id}" compiles to ${planSize(plan)} bytes and cannot be published: at most ${MAX_PLAN_BYTES}`), severity: 'warning' })),
    ];
  } catch (error) {
    return error instanceof BpmnProblems ? error.problems : [invalid(messageOf(error))];
  }
}

function checkJson(text: string, parse: CheckOptions['parseForm']): readonly Problem[] {
  try {
    parse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return [];
  } catch (error) {
    return [invalid(error instanceof SyntaxError ? `the JSON cannot be read: ${error.message}` : messageOf(error))];
  }
}

function checked(file: string, problems: readonly Problem[]): CheckedFile {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const unsupported = errors.filter((problem) => problem.kind === 'unsupported');
  const rest = problems.filter((problem) => !unsupported.includes(problem));
  const sorted = [...unsupported, ...rest.filter((problem) => problem.severity === 'error'), ...rest.filter((problem) => problem.severity === 'warning')];
  return { file, status: unsupported.length > 0 ? 'unsupported' : errors.length > 0 ? 'invalid' : 'ok', problems: sorted };
}

function errorLine(problem: Problem): string {
  if (problem.kind === 'invalid') return `invalid ${withoutKind(problem)}`;
  return `unsupported ${problem.elementType ?? 'definitions'} ${problem.elementId ?? '-'} ${oneLine(problem.message)}`;
}

function withoutKind(problem: Problem): string {
  return describeProblem(problem).replace(/^(invalid|unsupported)(: | )/, '');
}

function invalid(message: string): Problem {
  return { severity: 'error', kind: 'invalid', message };
}

function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
