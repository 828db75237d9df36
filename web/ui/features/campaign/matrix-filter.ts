import type { CampaignBranch, CampaignView } from '../../../api/campaign-contract';

/** What the matrix is narrowed by; it lives in the address. */
export type MatrixFilter = Readonly<Record<'q' | 'town' | 'kind' | 'stage' | 'state', string>>;

/** The rows that fit: the latest first, then town by town, each town before what lies in it. */
export function rowsFor({ rows, stages }: CampaignView, filter: MatrixFilter): readonly CampaignBranch[] {
  const stage = stages.findIndex(({ id }) => id === filter.stage);
  const fitting = rows.filter((row) =>
    (filter.q === '' || row.branch.name.includes(filter.q)) &&
    (filter.town === '' || row.branch.town?.id === filter.town || row.branch.id === filter.town) &&
    (filter.kind === '' || row.branch.kind === filter.kind) &&
    (stage < 0 || ['open', 'late'].includes(row.cells[stage]?.state ?? '')) &&
    isIn(row, filter.state),
  );
  return [...fitting].sort((a, b) => b.lateDays - a.lateDays || ORDER.compare(townOf(a), townOf(b)) || Number(isTown(b)) - Number(isTown(a)) || ORDER.compare(a.branch.name, b.branch.name));
}

const ORDER = new Intl.Collator('zh-CN', { numeric: true });

function isTown({ branch }: CampaignBranch): boolean {
  return branch.town === undefined || branch.town.id === branch.id;
}

function townOf({ branch }: CampaignBranch): string {
  return branch.town?.name ?? branch.name;
}

function isIn(row: CampaignBranch, state: string): boolean {
  switch (state) {
    case '': return true;
    case 'late': return row.state !== 'exempted' && row.lateDays > 0;
    case 'untouched': return row.state === 'waiting' || (row.state === 'running' && row.cells.every((cell) => cell.state !== 'done'));
    default: return row.state === state;
  }
}

/** Open tasks of these rows that are past their due date. */
export function lateTasks(rows: readonly CampaignBranch[]): readonly string[] {
  return rows.flatMap((row) => (row.state === 'exempted' ? [] : row.cells.flatMap((cell) => (cell.state === 'late' ? cell.taskIds : []))));
}
