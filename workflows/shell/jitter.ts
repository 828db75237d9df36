const MOST_MS = 5 * 60_000;

/**
 * How much later than due an instance wakes, so that thousands due at the same minute don't wake together:
 * up to a thousandth of the wait, the same for an instance each time. Dates never show it: a timer's event
 * carries the instant it was due.
 */
export function jitterMs(instanceId: string, waitMs: number): number {
  let hash = 2166136261;
  for (let index = 0; index < instanceId.length; index += 1) hash = Math.imul(hash ^ instanceId.charCodeAt(index), 16777619);
  const share = (hash >>> 0) / 2 ** 32;
  return Math.round(share * Math.min(waitMs / 1000, MOST_MS));
}
