import type { Value, Variables } from '../../feel/types';
import type { Valued } from './plan';
import { Problem, shown } from './problem';
import type { Run } from './run';

/** Lanes named after these are posts at a branch, not at the district. */
const BRANCH_ROLE = /^(branch_.+|prep_team|teller|scrutineer)$/;

/** A list of texts, which may also be written as one text with commas; anything else stops the token. */
export function listOf(run: Run, valued: Valued<readonly string[]> | undefined, variables: Variables, what: string): string[] {
  const value: Value = valued ? run.valueOf(valued, variables).value : null;
  if (value === null) return [];
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list)) throw new Problem('expression', `${what}应为文本列表，实际为 ${shown(value)}`);
  return (list as readonly Value[]).map((entry) => textIn(entry, what)).filter((entry) => entry !== '');
}

function textIn(value: Value, what: string): string {
  if (typeof value === 'string') return value.trim();
  throw new Problem('expression', `${what}应为文本列表，其中有 ${shown(value)}`);
}

/** What names nobody is for its lane's role, at the instance's branch when the role is one of a branch. */
export function laneGroups(lane: string | undefined, variables: Variables): string[] {
  if (lane === undefined) return [];
  const { branchId } = variables;
  return [BRANCH_ROLE.test(lane) && typeof branchId === 'string' ? `${lane}@${branchId}` : lane];
}
