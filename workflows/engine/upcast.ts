import type { State } from './state';

/** Raises a state of an earlier generation to the present schema and semantics; called at continue-as-new. */
export function upcast(state: State): State {
  return state;
}
