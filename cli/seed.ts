import { Command } from 'commander';
import { seedRecords } from '../activities/sample-records';
import { sampleDonorRecords } from '../activities/store/sample/donor-records';
import { sampleFirstAidRecords } from '../activities/store/sample/first-aid-records';
import { sampleInspectionRecords } from '../activities/store/sample/inspection-records';
import { sampleMemberRecords } from '../activities/store/sample/member-records';
import { sampleRightsRecords } from '../activities/store/sample/rights-records';
import { sampleIndicatorRecords } from '../activities/store/sample/indicator-records';
import { seedSamplePeople } from '../activities/store/sample-district';
import { districtDay } from '../activities/store/district-day';
import type { Store } from '../activities/store/connect-store';
import { withStore } from './open-store';

/** The sample is refused, since its passwords are known to everybody. */
export class SampleRefused extends Error {
  constructor() {
    super('示例数据不能用于生产环境。 The sample district is refused when NODE_ENV=production: its passwords are public.');
    this.name = 'SampleRefused';
  }
}

/** Adds what is missing of the sample district (示例). Throws `SampleRefused` in production. */
export async function seed(store: Store, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (environment['NODE_ENV'] === 'production') throw new SampleRefused();
  const today = districtDay(new Date());
  await seedSamplePeople(store, today);
  await seedRecords(store, [...sampleIndicatorRecords(), ...sampleDonorRecords(today), ...sampleMemberRecords(today), ...sampleFirstAidRecords(today), ...sampleInspectionRecords(today), ...sampleRightsRecords(today)], new Date());
}

/** `boai seed`: the sample district. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('Add the sample district (示例) with its branches and people, as far as it is missing.')
    .addHelpText('after', '\nReads MONGODB_URI and ENCRYPTION_KEYS. Refused when NODE_ENV=production.')
    .action(() => withStore((store) => seed(store)));
}
