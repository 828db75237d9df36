import { heartbeat } from '@temporalio/activity';

const EVERY_MS = 3_000;

/** Does long work of an activity while telling Temporal that it lives, so that a killed worker's work is begun again soon. */
export async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
