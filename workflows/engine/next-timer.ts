import type { State, Timer } from './state';

/** The timer that fires first; ties are broken by id. */
export function nextTimer(state: State): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of Object.values(state.timers)) if (!first || isEarlier(timer, first)) first = timer;
  return first;
}

function isEarlier(one: Timer, other: Timer): boolean {
  const difference = Date.parse(one.due) - Date.parse(other.due);
  return difference === 0 ? one.id < other.id : difference < 0;
}
