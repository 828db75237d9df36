import { Failure } from '../interpreter/run';
import { equal } from '../interpreter/compare';
import { kindOf } from '../interpreter/values';
import { any, define, optional, text, type Builtin } from './define';

export const LOGIC_FUNCTIONS: readonly Builtin[] = [
  define('not', [any('negand')], ([negand]) => (typeof negand === 'boolean' ? !negand : null)),
  define('get or else', [any('value'), any('default')], ([value, fallback]) => value ?? fallback),
  define('assert', [any('value'), any('condition'), optional(text('cause'))], ([value, condition, cause]) => {
    if (condition === true) return value;
    throw new Failure(cause ?? 'the assertion is not met');
  }),
  define('is', [any('value1'), any('value2')], ([a, b], run) => kindOf(a) === kindOf(b) && equal(a, b, run) === true),
];
