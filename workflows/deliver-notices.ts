import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/contract';
import { DELIVERY } from './messages';

const { deliverNotices: sendWhatIsDue } = proxyActivities<Pick<Activities, 'deliverNotices'>>({
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** The one workflow that has notices brought to people, for ever: what is to be sent, and what became of it, is MongoDB's. */
export async function deliverNotices(): Promise<void> {
  let woken = false;
  setHandler(defineSignal(DELIVERY.wake), () => {
    woken = true;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    woken = false;
    const { more } = await sendWhatIsDue();
    await condition(() => woken, more ? '1s' : '15s');
  }
  await continueAsNew<typeof deliverNotices>();
}
