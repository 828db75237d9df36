import { CancellationScope } from '@temporalio/workflow';
import { durable, local } from './write-queue';

/** Has messages and subscriptions matched once the step that brought them is written. */
export class Deliveries {
  readonly #expected = new Set<number>();

  constructor(private readonly instanceId: string) {}

  #returning = 0;

  get idle(): boolean {
    return this.#expected.size === 0 && this.#returning === 0;
  }

  /** The step of that number published, broadcast or subscribed something. */
  expect(seq: number): void {
    this.#expected.add(seq);
  }

  /** The step is written, so both sides can find it. */
  written(seq: number): void {
    if (this.#expected.has(seq)) void CancellationScope.nonCancellable(() => this.#deliver(seq));
  }

  /** A message came for a subscription that is closed: another one may have it, now or later. */
  giveBack(messageId: string, subscriptionId: string, afterWrites: () => Promise<void>): void {
    void CancellationScope.nonCancellable(async () => {
      this.#returning += 1;
      await afterWrites();
      await durable.returnMessage(this.instanceId, messageId, subscriptionId);
      this.#returning -= 1;
    });
  }

  async #deliver(seq: number): Promise<void> {
    try {
      await local.deliver(this.instanceId, seq);
    } catch {
      await durable.deliver(this.instanceId, seq);
    }
    this.#expected.delete(seq);
  }
}
