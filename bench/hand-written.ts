/**
 * The same approval as `approval.bpmn`, as somebody who knows Temporal would write it by hand: two updates with
 * validators, and after each the same documents in MongoDB as our engine writes.
 */
import { ApplicationFailure, condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { HandActivities, HandDecision, HandInput } from './hand-activities';

export const complete = defineUpdate<{ seq: number }, [HandDecision]>('complete');

/** Each step's write is an ordinary activity. */
export function approvalWithActivities(input: HandInput): Promise<void> {
  return approval(input, proxyActivities<HandActivities>({ startToCloseTimeout: '10s' }));
}

/** Each step's write is a local activity. */
export function approvalWithLocalActivities(input: HandInput): Promise<void> {
  return approval(input, proxyLocalActivities<HandActivities>({ startToCloseTimeout: '10s' }));
}

async function approval(input: HandInput, write: HandActivities): Promise<void> {
  const decisions: HandDecision[] = [];
  // Open as soon as its write begins: people may be quicker than the acknowledgement.
  let opened = 1;
  let written = 0;
  const taken = new Map<string, number>();

  setHandler(
    complete,
    async (decision) => {
      const known = taken.get(decision.key);
      if (known !== undefined) return { seq: known };
      const seq = decisions.push(decision) + 1;
      taken.set(decision.key, seq);
      await condition(() => written >= seq);
      return { seq };
    },
    {
      validator: (decision) => {
        if (taken.has(decision.key)) return;
        if (decision.step !== opened) throw ApplicationFailure.nonRetryable(`Step ${decision.step} is not open`, 'TaskNotOpen');
        if (decisions.some(({ by }) => by === decision.by)) throw ApplicationFailure.nonRetryable(`${decision.by} has acted before`, 'ActorExcluded');
      },
    },
  );

  await write.started(input);
  written = 1;
  for (const step of [1, 2]) {
    await condition(() => decisions.length >= step);
    const decision = decisions[step - 1];
    opened = step + 1;
    if (decision) await write.decided(input, decision);
    written = step + 1;
  }
  await condition(() => written === 3);
}
