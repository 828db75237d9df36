import { addDays } from '../../../feel/day';
import { SAMPLE_DISTRICT_ID } from './branches';
import type { SampleRecord } from './indicator-records';
import { OTHER_SURNAMES, sampleNames } from './names';

const MEMBERS = 12;

/**
 * Members of the sample district itself (示例), as of that day: paid up, behind with a fee, and pupils whose parents agreed.
 * Branches have theirs on paper: an inspection compares what a branch says with its register once there is one.
 */
export function sampleMemberRecords(today: string): SampleRecord[] {
  const name = sampleNames([], OTHER_SURNAMES);
  return Array.from({ length: MEMBERS }, (_, n) => ({ registry: 'member', id: `sample-member-${String(n + 1).padStart(3, '0')}`, values: memberValues(n, name().name, today) }));
}

function memberValues(n: number, name: string, today: string): SampleRecord['values'] {
  const year = Number(today.slice(0, 4));
  const isPupil = n % 4 === 3;
  const isBehind = n % 6 === 4;
  const paid = [year - 2, year - 1].map((one) => ({ year: one, amount: isPupil ? 5 : 10, paidOn: `${one}-03-05` }));
  return {
    memberNo: `示例-HY-${String(n + 1).padStart(4, '0')}`, name: `${name}（示例）`, kind: isPupil ? '青少年' : '成人', joinedOn: addDays(today, -(800 + n * 37)), branchId: SAMPLE_DISTRICT_ID, status: isBehind ? '欠费1年' : '正常',
    phone: `1370000${String(1000 + n)}`, birthYear: isPupil ? year - 14 : year - 30 - (n % 30), ...(isPupil ? { guardianConsent: true } : {}), fees: isBehind ? paid.slice(0, 1) : paid,
  };
}
