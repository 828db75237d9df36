/** An expression could not be read or evaluated; the message names the expression and the cause. */
export class FeelError extends Error {
  override readonly name = 'FeelError';

  constructor(
    readonly expression: string,
    readonly reason: string,
    /** Steps of the budget that were used before it failed. */
    readonly steps = 0,
  ) {
    super(`FEEL "${shorten(expression)}": ${reason}`);
  }
}

function shorten(expression: string): string {
  const text = expression.replace(/\s+/g, ' ').trim();
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
