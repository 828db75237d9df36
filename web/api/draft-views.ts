import type { FormDocument } from '../../forms/document';
import { defaultAnswers, type RuleContext } from '../../forms/rules';
import { prefillAnswers } from '../../forms/prefill';
import type { DraftDocument, SubmissionDocument } from '../../activities/store/documents';
import type { DraftConflict } from '../../activities/store/drafts';
import type { Draft } from './contract';
import { Names } from './names';
import type { Services } from './services';

/** Who saved within this time counts as typing now. */
const TYPING_MS = 5 * 60_000;

export interface DraftPlace {
  readonly viewerId: string;
  readonly at: Date;
}

/** A draft as its page shows it. `first` are the answers of one that nobody has saved since the last was handed in. */
export async function draftView(services: Services, draft: DraftDocument | undefined, conflicts: readonly DraftConflict[], place: DraftPlace, first: { readonly [name: string]: unknown } = {}): Promise<Draft> {
  if (draft === undefined || draft.revision === draft.handedIn) return { revision: draft?.revision ?? 0, answers: first, conflicts: [], others: [] };
  const typing = Object.values(draft.fields).filter(({ by, at }) => by !== place.viewerId && place.at.getTime() - at.getTime() < TYPING_MS).map(({ by }) => by);
  const names = await Names.of(services, [...typing, ...conflicts.map(({ by }) => by)], []);
  const open = services.store.personal.open;
  return {
    revision: draft.revision,
    answers: await open(draft.answers),
    conflicts: await Promise.all(conflicts.map(async ({ field, theirs, by, at }) => ({ field, theirs: (await open({ theirs }))['theirs'] ?? null, by: names.person(by), at: at.toISOString() }))),
    savedAt: draft.updatedAt.toISOString(),
    others: [...new Set(typing)].map((id) => names.person(id)),
  };
}

/** What a form shows before anyone typed: its defaults, and over them what it copies from earlier steps. */
export function firstAnswers(document: FormDocument | undefined, options: RuleContext, earlier: readonly SubmissionDocument[]): { readonly [name: string]: unknown } {
  if (document === undefined) return {};
  const latestOf = (elementId: string) => earlier.find((submission) => submission.elementId === elementId)?.answers;
  return { ...defaultAnswers(document, options), ...prefillAnswers(document, latestOf) };
}
