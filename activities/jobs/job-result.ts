import { ApplicationFailure } from '@temporalio/activity';
import type { Value, Variables } from '../../feel/types';
import { jsonProblems } from '../../forms/plain-json';

/** What a result may be: it is kept in every state and history of the instance, and MongoDB nests 100 levels at most. */
const LIMITS = { maxDepth: 40, maxNodes: 20_000 };
const MAX_BYTES = 128 * 1024;

/** A job's result, if an instance can hold it as variables; throws, without a further try, when it cannot. */
export function jobResult(type: string, result: Variables): Variables {
  const [problem] = jsonProblems(result, LIMITS);
  if (problem) throw wrong(type, `at "${problem.path}" ${problem.message}`);
  if (hasNulName(result)) throw wrong(type, 'a name holds a NUL character');
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes > MAX_BYTES) throw wrong(type, `it has ${bytes} bytes, at most ${MAX_BYTES} are allowed`);
  return result;
}

function hasNulName(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasNulName);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, item]) => name.includes('\0') || hasNulName(item));
}

function wrong(type: string, why: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`The result of a job of type "${type}" cannot be kept: ${why}`, 'WrongResult');
}
