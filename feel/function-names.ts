import { BUILTINS } from './builtins';

/** Names of all built-in functions, sorted; no variable may have one of them. */
export const FUNCTION_NAMES: readonly string[] = [...BUILTINS.keys(), 'is defined'].sort();
