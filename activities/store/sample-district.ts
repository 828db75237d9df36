import { hashPassword } from './passwords';
import { sampleBranches } from './sample/branches';
import { samplePeople } from './sample/people';
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
