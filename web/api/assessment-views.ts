import { assessmentOf, ASSESSMENTS, type Handling } from '../../activities/store/impact-assessments';
import { districtDay } from '../../activities/store/district-day';
import type { AssessmentView } from './contract';
import { registryFacts } from './registry-access';
import type { Services } from './services';
import type { Viewer } from './viewer';

/** How the assessment of what handles personal data stands, for those who may read assessments. */
export async function assessmentView({ store, now }: Pick<Services, 'store' | 'now'>, viewer: Viewer, handling: Handling): Promise<{ readonly assessment?: AssessmentView }> {
  const registry = await store.registries.latest(ASSESSMENTS);
  if (registry === undefined || !viewer.can('read', 'Registry', registryFacts(registry.document))) return {};
  const assessment = await assessmentOf(store, handling, districtDay(now()));
  return assessment === undefined ? {} : { assessment };
}
