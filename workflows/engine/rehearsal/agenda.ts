import type { EngineEvent } from '../events';
import type { RehearsedAction } from './options';

/** Something that will happen to an instance of the rehearsal. */
export interface Appointment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly instanceId: string;
  readonly event: EngineEvent;
  /** What somebody meant to do then. */
  readonly action?: RehearsedAction;
}

/** What is to come, earliest first; of the same instant, in the order in which it was arranged. */
export class Agenda {
  #appointments: Appointment[] = [];

  add(appointment: Appointment): void {
    const index = this.#appointments.findLastIndex((other) => other.at <= appointment.at) + 1;
    this.#appointments.splice(index, 0, appointment);
  }

  get first(): Appointment | undefined {
    return this.#appointments[0];
  }

  takeFirst(): Appointment | undefined {
    return this.#appointments.shift();
  }
}
