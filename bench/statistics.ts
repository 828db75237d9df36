/** Value at a quantile between 0 and 1, nearest rank; NaN for no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median ratio of paired values with a 95 % interval from resampling the pairs; `random` makes it repeatable. */
export function ratioWithInterval(ours: readonly number[], theirs: readonly number[], random: () => number) {
  const ratios = ours.map((value, i) => value / (theirs[i] ?? NaN));
  const resampled = Array.from({ length: 2000 }, () => median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? NaN)));
  return { ratio: median(ratios), low: quantile(resampled, 0.025), high: quantile(resampled, 0.975) };
}

/** A small seeded generator (mulberry32), so that a report can be recomputed from its raw figures. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
