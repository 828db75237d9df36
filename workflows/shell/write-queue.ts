import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities, SentStep, StepWrite } from '../../activities/contract';

/** A write that MongoDB answers costs one marker; past this time it goes to an ordinary activity, whose retries cost no events. */
export const local = proxyLocalActivities<Activities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '3s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '500ms' },
});

export const durable = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** Steps written by one activity; more wait for the next. */
const BATCH = 50;

interface Entry {
  readonly step: StepWrite;
  readonly settle: (visible: boolean) => void;
  readonly written: () => void;
}

/** Writes an instance's steps in their order, and never keeps an answer waiting while MongoDB is away. */
export class WriteQueue {
  readonly #waiting: Entry[] = [];
  #away = false;
  #wake: (() => void) | undefined;

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  /** True once the step is written; false as soon as it is known that this takes longer. `written` is called in both cases, when it is. */
  add(step: StepWrite, written: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push({ step, settle: resolve, written });
      if (this.#away) resolve(false);
      this.#wake?.();
    });
  }

  /** Writes what comes, for as long as the run lasts. Called once, in a scope that a cancellation does not reach: a scope for each write would cost as much as the step itself. */
  async drain(): Promise<never> {
    for (;;) {
      if (this.#waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
      const written = await this.#write(this.#waiting.slice(0, BATCH));
      for (const entry of this.#waiting.splice(0, written)) {
        entry.settle(true);
        entry.written();
      }
    }
  }

  /** How many were written: all, or the first one alone, whose arguments go into history while MongoDB is away. */
  async #write(entries: readonly Entry[]): Promise<number> {
    try {
      await local.writeSteps(entries.map(({ step }, index) => (index === entries.length - 1 ? step : withoutState(step))));
      return entries.length;
    } catch {
      this.#away = true;
      for (const waiting of this.#waiting) waiting.settle(false);
      await durable.writeSteps(entries.slice(0, 1).map(({ step }) => step));
      this.#away = false;
      return 1;
    }
  }
}

function withoutState({ state: _state, ...step }: StepWrite): SentStep {
  return step;
}
