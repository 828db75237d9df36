import { CONTEXT_FUNCTIONS } from './contexts';
import type { Builtin } from './define';
import { LIST_FUNCTIONS } from './lists';
import { LOGIC_FUNCTIONS } from './logic';
import { NUMBER_FUNCTIONS } from './numbers';
import { RANGE_FUNCTIONS } from './ranges';
import { STRING_FUNCTIONS } from './strings';
import { TEMPORAL_FUNCTIONS } from './temporal';
import { WORKING_DAY_FUNCTIONS } from './working-days';

/** Every function that an expression may call, by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  [LOGIC_FUNCTIONS, NUMBER_FUNCTIONS, STRING_FUNCTIONS, LIST_FUNCTIONS, CONTEXT_FUNCTIONS, RANGE_FUNCTIONS, TEMPORAL_FUNCTIONS, WORKING_DAY_FUNCTIONS]
    .flat()
    .map((builtin) => [builtin.name, builtin] as const),
);
