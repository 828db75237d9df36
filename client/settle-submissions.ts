import type { SubmissionDocument } from '../activities/store/documents';
import { askWorkflow } from './reconcile';
import type { Engine } from './start-process';

export interface Settled {
  readonly accepted: number;
  readonly refused: number;
  /** Not decided: their instance could not be asked. */
  readonly left: number;
}

const AT_MOST = 1_000;

/** Decides what became of submissions that no step has taken for so long: a lost call, or a lost answer. */
export async function settleSubmissions(engine: Engine, pendingForMs: number, repair: boolean): Promise<Settled> {
  const { submissions } = engine.store;
  const settled = { accepted: 0, refused: 0, left: 0 };
  for (const submission of await submissions.pendingSince(new Date(Date.now() - pendingForMs), AT_MOST)) {
    const outcome = await outcomeOf(engine, submission);
    settled[outcome.kind] += 1;
    if (!repair) continue;
    if (outcome.kind === 'accepted') await submissions.accept(submission._id, outcome.seq);
    if (outcome.kind === 'refused') await submissions.refuse(submission._id);
  }
  return settled;
}

type Outcome = { readonly kind: 'accepted'; readonly seq?: number } | { readonly kind: 'refused' | 'left' };

/** The log knows first; then the workflow, whose step may not be written yet. */
async function outcomeOf({ client, store }: Engine, submission: SubmissionDocument): Promise<Outcome> {
  const written = await store.events.byKey(submission._id);
  if (written) return { kind: 'accepted', seq: written.seq };
  if (submission.instanceId === '') return { kind: 'refused' };
  const live = await askWorkflow(client, submission.instanceId);
  if (live === 'unanswered') return { kind: 'left' };
  const taken = live && Object.values(live.state.answered).some(({ key }) => key === submission._id);
  return taken ? { kind: 'accepted' } : { kind: 'refused' };
}
