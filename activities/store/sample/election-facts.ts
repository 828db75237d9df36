import type { BranchDocument } from '../documents';
import { sampleNames } from './names';

/** What the answers of one sample election agree on. */
export interface ElectionFacts {
  readonly branch: BranchDocument;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Members of the council; 1 when only a president is elected. */
  readonly seats: number;
  readonly vicePresidents: number;
  readonly delegates: number;
  /** As many invented names as candidates for the council. */
  readonly names: readonly string[];
  /** Candidate for supervisor, where there is to be one. */
  readonly supervisor?: string;
}

export function electionFacts(branch: BranchDocument, today: string): ElectionFacts {
  const isLight = branch.variant === 'light';
  const seats = isLight ? 1 : branch.variant === 'full' ? 15 : 7;
  const incumbents = isLight ? branch.officers.filter(({ post }) => post === '会长') : branch.officers.filter(({ post }) => post !== '名誉会长');
  const hasSupervisor = !isLight && branch.supervisorMode !== 'none';
  const names = candidateNames(branch, incumbents.map(({ name }) => name), hasSupervisor ? seats + 1 : seats);
  const supervisor = hasSupervisor ? names[seats] : undefined;
  return { branch, today, seats, vicePresidents: isLight ? 0 : branch.variant === 'full' ? 2 : 1, delegates: 60, names: names.slice(0, seats), ...(supervisor === undefined ? {} : { supervisor }) };
}

/** Who holds office now stands again; the others are new, other ones in each branch. */
function candidateNames({ _id }: BranchDocument, incumbents: readonly string[], count: number): string[] {
  const next = sampleNames([]);
  for (let skipped = 0; skipped < [..._id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 200; skipped += 1) next();
  const names = [...new Set(incumbents)].slice(0, count);
  while (names.length < count) {
    const { name } = next();
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

/** The post of the n-th candidate: one president, the vice-presidents, a secretary-general, then the council. */
export function postOfCandidate({ branch, vicePresidents }: ElectionFacts, index: number): string {
  if (index === 0) return '会长';
  if (branch.variant === 'light') return '会长';
  if (index <= vicePresidents) return '副会长';
  return index === vicePresidents + 1 ? '秘书长' : '理事';
}
