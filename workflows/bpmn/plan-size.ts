import type { Plan } from '../engine/plan';

/** A plan larger than this is refused at publish: it travels in the workflow's argument. */
export const MAX_PLAN_BYTES = 200 * 1024;

/** The plan's size in bytes of UTF-8 JSON. */
export function planSize(plan: Plan): number {
  return new TextEncoder().encode(JSON.stringify(plan)).length;
}
