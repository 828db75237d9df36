import type { IncidentCause } from './commands';

/** A token cannot go on: becomes an incident, never leaves the engine. The message is for people, in Chinese. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: IncidentCause,
    message: string,
  ) {
    super(message);
  }
}

/** A value as a message quotes it: short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
