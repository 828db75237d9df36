import type { Store } from './connect-store';

/** What the district is called, where papers and messages name it. */
export async function districtName({ branches }: Pick<Store, 'branches'>): Promise<string> {
  const [district] = await branches.find({ kind: '区' }, { limit: 1 });
  return district?.name ?? '区红十字会';
}
