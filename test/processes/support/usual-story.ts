import type { Variables } from '../../../feel/types';
import { RegistryWorld, shippedRegistry } from './registry-world';
import type { Story } from './story';

const DONOR: Variables = { name: '钱晓禾', branchId: 'lianjing', enrolledOn: '2024-01-10', storedOn: '2024-03-02', status: '活跃', birthYear: 1998, lastValidContactOn: '2025-06-02' };

/** What a process needs of the world to be rehearsed as a whole: records to find, and somebody to be about. */
export function usualStory(id: string): Partial<Story> {
  const world = new RegistryWorld({ 'donor/sample-donor': DONOR });
  switch (id) {
    case 'donor-retention':
      return { jobs: world.run, variables: { recordId: 'sample-donor', record: world.known('donor/sample-donor') ?? {} } };
    case 'donor-enrolment': case 'match-case': case 'post-donation-followup':
      return { jobs: world.run, startAnswers: {} };
    case 'subject-request': case 'breach-incident': case 'impact-assessment':
      return { jobs: world.run };
    case 'aed-watch':
      return { ...aboutRecord('aed', {}), messages: () => undefined };
    case 'subject-request-retention':
      return aboutRecord('subject-request', { eraseOn: '2026-06-01' });
    case 'impact-assessment-review':
      return { ...aboutRecord('impact-assessment', {}), messages: () => undefined };
    default:
      return {};
  }
}

/** A process that runs for each record, about the registry's first example. */
function aboutRecord(registry: string, change: Variables): Partial<Story> {
  const world = new RegistryWorld({ [`${registry}/sample`]: { ...(shippedRegistry(registry).examples[0] as Variables), ...change } });
  return { jobs: world.run, variables: { recordId: 'sample', record: world.known(`${registry}/sample`) ?? {} } };
}

/** Those that live on: as long as their branch, donor, device or assessment does, or for ten years. */
export const LIVES_ON: { readonly [process: string]: 'waiting' | 'until' } = { 'term-watch': 'waiting', 'donor-retention': 'until', 'post-donation-followup': 'until', 'impact-assessment-review': 'until', 'aed-watch': 'until' };
