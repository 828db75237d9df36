import { addIsoDuration, dueInstant } from '../../../feel';
import type { Variables } from '../../../feel/types';
import type { Command, OpenAction } from '../commands';
import type { EngineEvent } from '../events';
import type { Plan } from '../plan';
import type { Agenda, Appointment } from './agenda';
import type { RehearsalOptions, RehearsedAction } from './options';

type Subscribe = Extract<Command, { kind: 'subscribe' }> & { readonly action: OpenAction };

const DAY_MS = 86_400_000;

/** The people who act at events: each of their actions is done once, at the first event that waits for it at its time. */
export class Actors {
  readonly #left: Set<RehearsedAction>;
  #keys = 0;

  constructor(
    private readonly agenda: Agenda,
    private readonly options: RehearsalOptions,
  ) {
    this.#left = new Set(options.actions ?? []);
  }

  /** What nobody came to do. */
  get missed(): readonly RehearsedAction[] {
    return [...this.#left];
  }

  /** An event begins to wait: whoever means it makes an appointment. */
  wait(instanceId: string, plan: Plan, command: Subscribe, now: number, variables: () => Variables): void {
    const { action, elementId } = command;
    const named = (this.options.actions ?? []).filter(({ element }) => element === action.eventId || element === elementId);
    for (const one of named) {
      const at = timeOf(one, now, plan.zone);
      if (!this.#left.has(one) || at < now || (one.instance !== undefined && !instanceId.endsWith(one.instance))) continue;
      this.agenda.add({ at, instanceId, action: one, event: this.#event(command, one.by, one.answers ?? this.#answers(action, variables(), at)) });
    }
    if (named.length === 0 && plan.elements[elementId]?.kind === 'catchEvent') this.#usual(instanceId, command, now, variables);
  }

  /** False for an action that was done meanwhile somewhere else. */
  isLeft({ action }: Appointment): boolean {
    return action === undefined || this.#left.has(action);
  }

  done({ action }: Appointment): void {
    if (action) this.#left.delete(action);
  }

  #usual(instanceId: string, command: Subscribe, now: number, variables: () => Variables): void {
    const { messages } = this.options;
    const at = now + DAY_MS;
    const answers = messages ? messages(command.name, command.elementId) : this.#answers(command.action, variables(), at);
    if (answers) this.agenda.add({ at, instanceId, event: this.#event(command, undefined, answers) });
  }

  #answers({ form }: OpenAction, variables: Variables, at: number): Variables {
    return this.options.actionAnswers?.(form, variables, new Date(at).toISOString()) ?? {};
  }

  #event({ subscriptionId }: Subscribe, by = 'person-1', answers: Variables): EngineEvent {
    this.#keys += 1;
    return { kind: 'action-taken', subscriptionId, answers, by, key: `a${this.#keys}`, answerHash: String(this.#keys) };
  }
}

function timeOf({ at, after }: RehearsedAction, now: number, zone: string): number {
  if (at !== undefined) return Date.parse(dueInstant(at, zone));
  return after === undefined ? now : Date.parse(addIsoDuration(new Date(now).toISOString(), after, zone));
}
