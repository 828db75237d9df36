import type { CampaignBranch, CampaignView } from '../../web/api/campaign-contract';
import { lateTasks, rowsFor, type MatrixFilter } from '../../web/ui/features/campaign/matrix-filter';

const EVERYTHING: MatrixFilter = { q: '', town: '', kind: '', stage: '', state: '' };
const TOWNS = { a: { id: 'a', name: '安示镇红十字会' }, b: { id: 'b', name: '白示镇红十字会' } };

const row = (id: string, name: string, town: keyof typeof TOWNS, more: Partial<CampaignBranch> = {}): CampaignBranch =>
  ({ branch: { id, name, kind: id === town ? '镇' : '村', town: TOWNS[town] }, instanceId: `i-${id}`, state: 'running', lateDays: 0, cells: [{ state: 'open', taskIds: [`t-${id}`] }], ...more });

// Only rows and stages are looked at.
const campaign = (rows: readonly CampaignBranch[]): CampaignView => ({ rows, stages: [{ id: '自查自评' }] }) as unknown as CampaignView;

test('the latest stand first, then town by town, each town before its villages', () => {
  const rows = rowsFor(campaign([row('b2', '白示二村', 'b'), row('b', TOWNS.b.name, 'b'), row('a10', '安示10村', 'a'), row('a2', '安示2村', 'a'), row('a', TOWNS.a.name, 'a'), row('b1', '白示一村', 'b', { lateDays: 3 })]), EVERYTHING);

  expect(rows.map(({ branch }) => branch.id)).toEqual(['b1', 'a', 'a2', 'a10', 'b', 'b2']);
});

test('who is exempted is neither late nor reminded', () => {
  const late = { lateDays: 4, cells: [{ state: 'late' as const, taskIds: ['late'] }] };
  const rows = [row('a1', '安示一村', 'a', late), row('a2', '安示二村', 'a', { ...late, state: 'exempted', why: '并村' })];

  expect(rowsFor(campaign(rows), { ...EVERYTHING, state: 'late' }).map(({ branch }) => branch.id)).toEqual(['a1']);
  expect(lateTasks(rows)).toEqual(['late']);
});
