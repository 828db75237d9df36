import { SEMANTICS } from './semantics';
import type { State } from './state';

/** Raises a state of an earlier generation to the present schema and semantics; called at continue-as-new. Timers that are set stay as they are. */
export function upcast(state: State): State {
  return state.semantics === SEMANTICS ? state : { ...state, semantics: SEMANTICS };
}
