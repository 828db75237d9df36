import { evaluate, FeelError, type Variables } from '../../feel';
import { publishedCalendar } from '../../feel/published-calendar';
import type { RegistryDocument } from '../../registries/document';
import { withoutPersonal } from '../../registries/personal';
import type { RecordScore, RecordValues } from './record-documents';

const ZONE = 'Asia/Shanghai';
const calendar = publishedCalendar();

/** A record's scores at that instant, each with the reasons for its points. What can't be evaluated gives no points. */
export function scoresOf(document: RegistryDocument, record: { readonly id: string; readonly branchId: string; readonly values: RecordValues }, at: Date): { readonly [id: string]: RecordScore } {
  if (document.scores === undefined) return {};
  // Plain JSON: the form's schema has been over it.
  const variables = { ...withoutPersonal(document, record.values), id: record.id, branchId: record.branchId } as Variables;
  const scores = document.scores.map(({ id, factors }) => {
    const met = factors.filter(({ when }) => holds(when, variables, at));
    return [id, { points: met.reduce((sum, { points }) => sum + points, 0), reasons: met.map(({ reason }) => reason) }] as const;
  });
  return Object.fromEntries(scores);
}

function holds(when: string, variables: Variables, at: Date): boolean {
  try {
    return evaluate(when, variables, { now: at.toISOString(), zone: ZONE, calendar }) === true;
  } catch (error) {
    if (error instanceof FeelError) return false;
    throw error;
  }
}
