/** What one step may use before its tokens stop with a `budget` incident. */
export const MAX_VISITS_PER_STEP = 10_000;
/** Steps that all expressions of one step of an instance may take together: some hundred milliseconds. */
export const MAX_EXPRESSION_STEPS = 3_000_000;
/** Tokens that an instance may hold at once. */
export const MAX_TOKENS = 2_000;
/** Characters of JSON that one instance's variables may take. */
export const MAX_VARIABLES_SIZE = 500_000;
/** Ids of messages and signals that are remembered against repeated delivery. */
export const MAX_RECEIVED = 500;
