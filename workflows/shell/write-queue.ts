import { CancellationScope, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities, StepWrite } from '../../activities/contract';

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

interface Entry {
  readonly step: StepWrite;
  readonly settle: (visible: boolean) => void;
  readonly written: (step: StepWrite) => void;
}

/** Writes an instance's steps one after the other, and never keeps an answer waiting while MongoDB is away. */
export class WriteQueue {
  readonly #waiting: Entry[] = [];
  #away = false;
  #draining = false;

  get idle(): boolean {
    return this.#waiting.length === 0;
  }

  /** True once the step is written; false as soon as it is known that this takes longer. `written` is called in both cases, when it is. */
  add(step: StepWrite, written: (step: StepWrite) => void): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push({ step, settle: resolve, written });
      if (this.#away) resolve(false);
      if (!this.#draining) void CancellationScope.nonCancellable(() => this.#drain());
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
      await this.#write(entry);
      this.#waiting.shift();
      entry.written(entry.step);
    }
    this.#draining = false;
  }

  async #write(entry: Entry): Promise<void> {
    try {
      await local.writeStep(entry.step);
    } catch {
      this.#away = true;
      for (const waiting of this.#waiting) waiting.settle(false);
      await durable.writeStep(entry.step);
      this.#away = false;
    }
    entry.settle(true);
  }
}
