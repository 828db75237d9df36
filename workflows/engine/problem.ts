import type { IncidentCause } from './commands';

/** A token cannot go on: becomes an incident, never leaves the engine. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: IncidentCause,
    message: string,
  ) {
    super(message);
  }
}
