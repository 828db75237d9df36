import { sampleDonorRecords } from '../../activities/store/sample/donor-records';
import { sampleFirstAidRecords } from '../../activities/store/sample/first-aid-records';
import { sampleMemberRecords } from '../../activities/store/sample/member-records';
import { sampleBranches } from '../../activities/store/sample/branches';
import { checkAnswers } from '../../forms/check-answers';
import { compileForm } from '../../forms/compile-form';
import { formOfRegistry } from '../../registries/registry-form';
import { RegistryWorld, shippedRegistry } from './support/registry-world';
import { calendar, tell } from './support/story';
import type { Variables } from '../../feel/types';

const TODAY = '2026-03-02';
const records = [...sampleDonorRecords(TODAY), ...sampleMemberRecords(TODAY), ...sampleFirstAidRecords(TODAY)];

test('every sample record of donors, members and first aid is valid, and stands once', () => {
  const problems = records.flatMap(({ registry, id, values }) =>
    checkAnswers(compileForm(formOfRegistry(shippedRegistry(registry))), values as Variables, { context: {}, now: `${TODAY}T08:00:00Z`, zone: 'Asia/Shanghai', calendar, side: 'server' })
      .filter(({ level }) => level === 'error').map(({ at, rule }) => `${id}${at}: ${rule}`));

  expect(problems).toEqual([]);
  expect(new Set(records.map(({ registry, id }) => `${registry}/${id}`)).size).toBe(records.length);
});

test('sample donors, members, certificates and AEDs belong to branches of the sample district', () => {
  const branches = new Set(sampleBranches(TODAY).map(({ _id }) => _id));

  expect(records.filter(({ values }) => !branches.has(String(values['branchId'])))).toEqual([]);
});

test('of the first dozen, one of each kind, some are due for a call at once and most are not', async () => {
  const due = await Promise.all(records.filter(({ registry }) => registry === 'donor').slice(0, 12).map(async ({ id, values }) => {
    const world = new RegistryWorld({ [`donor/${id}`]: values as Variables }, `${TODAY}T01:00:00Z`);
    const told = await tell({ process: 'donor-retention', start: TODAY, until: '2026-03-03', jobs: world.run, variables: { recordId: id, record: world.known(`donor/${id}`) ?? {} }, never: () => true });
    expect(told.about('incident')).toEqual([]);
    return told.lines.some((line) => / open (keep-contact|recommit|trace-call)/.test(line));
  }));

  expect(due.filter(Boolean).length).toBeGreaterThanOrEqual(2);
  expect(due.filter(Boolean).length).toBeLessThanOrEqual(6);
});
