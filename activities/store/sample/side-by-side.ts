const AT_ONCE = 4;

/** Plays some at a time; one that fails does not keep the others from being played, but is told at the end. Answers how many were played. */
export async function sideBySide<T>(items: readonly T[], play: (item: T) => Promise<boolean>): Promise<number> {
  const waiting = [...items];
  const failed: unknown[] = [];
  let played = 0;
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        if (await play(item)) played += 1;
      } catch (error) {
        failed.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  if (failed.length > 0) throw failed[0];
  return played;
}
