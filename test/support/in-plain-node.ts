/**
 * Imported for its effect, before any suite: what jest's own runner would do. A test or a hook that hangs fails by its own
 * name, and the run goes on; and nothing runs on when the run was interrupted.
 */
import { addEventHandler } from 'jest-circus';

/** Taken now: tests may replace it. */
const { setTimeout, clearTimeout } = globalThis;
/** Ours are real engines on whatever machine this is: slow is no failure, only hanging is. */
const LONGEST_MS = 600_000;

function limited(work: () => unknown): () => Promise<void> {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not done after ${LONGEST_MS / 1000} s`)), LONGEST_MS);
    });
    await Promise.race([work(), late]).finally(() => clearTimeout(timer));
  };
}

addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  const added = name === 'add_test' ? children.at(-1) : name === 'add_hook' ? hooks.at(-1) : undefined;
  if (added && 'fn' in added && added.fn) added.fn = limited(added.fn as () => unknown);
});

process.once('disconnect', () => process.exit(1));
