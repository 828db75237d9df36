import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { BranchNode, BranchRef } from '../../../api/contract';
import { request } from '../api/request';
import { bilingual, useTexts } from '../language/language';

const texts = bilingual(
  { placeholder: '输入名称查找基层组织', nothing: '没有找到', loading: '正在加载…' },
  { placeholder: 'Type a name to find a branch', nothing: 'Nothing found', loading: 'Loading…' },
);

interface Props {
  readonly id?: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  readonly onBlur?: () => void;
  /** What may be chosen; every branch that the person sees when left out. */
  readonly choices?: readonly BranchRef[];
  readonly disabled?: boolean | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** Finds a branch by name; the value is its id. */
export function BranchSelect({ id, value, onChange, onBlur, choices, disabled, label, placeholder, describedBy }: Props) {
  const say = useTexts(texts);
  const tree = useBranchTree(choices === undefined);
  const options = choices ?? flatten(tree.data ?? []);
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      {...(onBlur === undefined ? {} : { onBlur })}
      disabled={disabled === true}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={placeholder ?? say.placeholder}
      notFoundContent={tree.isFetching ? say.loading : say.nothing}
      options={options.map((branch) => ({ value: branch.id, label: branch.name }))}
      getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
      aria-label={label}
      aria-describedby={describedBy}
      className="whole"
    />
  );
}

export function useBranchTree(enabled = true) {
  return useQuery({ queryKey: ['branches', 'tree'], queryFn: () => request<readonly BranchNode[]>('/api/branches/tree'), staleTime: 300_000, enabled });
}

/** Every branch of a tree, parents before their children. */
export function flatten(nodes: readonly BranchNode[]): readonly BranchNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}
