import { useQuery } from '@tanstack/react-query';
import type { BranchNode, BranchRef } from '../../../api/contract';
import { request } from '../api/request';
import { bilingual, useTexts } from '../language/language';
import { IdSelect, type IdSelectProps } from '../layout/id-select';

const texts = bilingual(
  { placeholder: '输入名称查找基层组织', nothing: '没有找到', loading: '正在加载…' },
  { placeholder: 'Type a name to find a branch', nothing: 'Nothing found', loading: 'Loading…' },
);

interface Props extends IdSelectProps {
  /** What may be chosen; every branch that the person sees when left out. */
  readonly choices?: readonly BranchRef[];
}

/** Finds a branch by name; the value is its id. */
export function BranchSelect({ choices, ...field }: Props) {
  const say = useTexts(texts);
  const tree = useBranchTree(choices === undefined);
  const options = choices ?? flatten(tree.data ?? []);
  return <IdSelect {...field} hint={say.placeholder} nothing={tree.isFetching ? say.loading : say.nothing} options={options.map((branch) => ({ value: branch.id, label: branch.name }))} />;
}

export function useBranchTree(enabled = true) {
  return useQuery({ queryKey: ['branches', 'tree'], queryFn: () => request<readonly BranchNode[]>('/api/branches/tree'), staleTime: 300_000, enabled });
}

/** Every branch of a tree, parents before their children. */
export function flatten(nodes: readonly BranchNode[]): readonly BranchNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}
