import { hashPassword } from './passwords';
import { sampleBranches } from './sample/branches';
import { samplePeople } from './sample/people';
import { SAMPLE_ELECTIONS, SAMPLE_OBJECTIONS } from './sample/elections';
import { playElection } from './sample/play-election';
import { playInspections } from './sample/play-inspections';
import { playMatches } from './sample/play-matches';
import { playRights } from './sample/play-rights';
import type { SampleEngine, Stage } from './sample/play-tasks';
import { sideBySide } from './sample/side-by-side';
import type { Store } from './connect-store';
import type { PortalStore } from './portal-store';

/** The password of every sample account; refused in production. */
export const SAMPLE_PASSWORD = 'boai-2026';

/** Adds the sample district's branches, people and officers that are not there yet. Term ends lie around `today` (`YYYY-MM-DD`). */
export async function seedSamplePeople(store: Pick<PortalStore, 'branches' | 'people'>, today: string): Promise<void> {
  const branches = sampleBranches(today);
  const { people, officers } = samplePeople(branches);
  await store.branches.addMissing(branches.map((branch) => ({ ...branch, officers: officers.get(branch._id) ?? [] })));
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);
  await store.people.createMissing(people.map((person) => ({ ...person, passwordHash, mustChangePassword: false })));
}

export interface SampleDistrict {
  readonly store: Store;
  readonly engine: SampleEngine;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Told of each election that was played. */
  readonly onPlayed?: (instance: { readonly processId: string; readonly branchId: string }) => void;
}

/**
 * Adds what is missing of the sample district: branches, people, elections in every state, which people of the sample
 * play through the real engine, then match cases, two cases about personal data, and the quarter's inspection of all branches. The definitions must be published and a
 * worker must run. Answers how many cases were played; those that are there already are left alone.
 */
export async function seedSampleDistrict(district: SampleDistrict): Promise<number> {
  return (await seedSampleElections(district)) + (await playMatches(district)) + (await playRights(district)) + (await playInspections(district));
}

/** Branches, people and elections only. */
export async function seedSampleElections({ store, engine, today, onPlayed }: SampleDistrict): Promise<number> {
  await seedSamplePeople(store, today);
  const stage: Stage = { store, engine, today };
  let played = 0;
  for (const round of [SAMPLE_ELECTIONS, SAMPLE_OBJECTIONS]) {
    played += await sideBySide(round, async (election) => {
      const isNew = await playElection(stage, election);
      if (isNew) onPlayed?.(election);
      return isNew;
    });
  }
  return played;
}
