import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { IndicatorDetail, SplitPart } from '../../../api/indicator-contract';
import { request, segment } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import { problemText } from '../../components/api/problem-text';
import { BranchSelect } from '../../components/branches/branch-select';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { useToasts } from '../../components/layout/toasts';
import { PersonSelect } from '../../components/people/person-select';
import { texts } from './texts';

/** A line as it is being filled in. */
type Row = { readonly [Field in keyof SplitPart]?: SplitPart[Field] | undefined } & { readonly key: number };

/** Shares a target out: a line for each branch, with who answers for it and under which paper. */
export function SplitEditor({ indicator, onDone }: { readonly indicator: IndicatorDetail; readonly onDone: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  const toasts = useToasts();
  const client = useQueryClient();
  const keyFor = useAttempt();
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(indicator));
  const save = useMutation({
    mutationFn: () => {
      const body = { parts: rows.flatMap(partOf) };
      return request<IndicatorDetail>(`/api/indicators/${segment(indicator.id)}/split`, { method: 'PUT', body, headers: { 'idempotency-key': keyFor(body) } });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['indicators'] });
      toasts.done(say.saved);
      onDone();
    },
  });
  const change = (key: number, with_: Omit<Row, 'key'>): void => setRows(rows.map((row) => (row.key === key ? { ...row, ...with_ } : row)));
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      {save.error === null ? null : <div className="notice notice-wrong" role="alert">{local(problemText(save.error))}</div>}
      {rows.map((row) => (
        <div key={row.key} className="split-row">
          <BranchSelect label={say.branch} value={row.branchId} onChange={(branchId) => change(row.key, { branchId })} />
          <InputNumber aria-label={say.part} min={0} value={row.target ?? null} onChange={(target) => change(row.key, { target: target ?? undefined })} />
          <PersonSelect label={say.owner} value={row.owner} onChange={(owner) => change(row.key, { owner })} />
          <Input aria-label={say.agreement} placeholder={say.agreement} value={row.agreement ?? ''} maxLength={40} onChange={(event) => change(row.key, { agreement: event.target.value })} />
          <Input type="date" aria-label={say.signedOn} value={row.signedOn ?? ''} onChange={(event) => change(row.key, { signedOn: event.target.value })} />
          <Button aria-label={say.remove} icon={<Icon name="trash" size={16} />} onClick={() => setRows(rows.filter(({ key }) => key !== row.key))} />
        </div>
      ))}
      <div className="button-row">
        <Button icon={<Icon name="plus" size={16} />} onClick={() => setRows([...rows, { key: Math.max(0, ...rows.map(({ key }) => key)) + 1 }])}>{say.addPart}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>{say.save}</Button>
        <Button onClick={onDone}>{say.cancel}</Button>
      </div>
    </form>
  );
}

function rowsOf(indicator: IndicatorDetail): readonly Row[] {
  return indicator.branches.flatMap(({ branch, part }, key) => {
    if (part === undefined) return [];
    const { target, owner, agreement, signedOn } = part;
    return [{ key, branchId: branch.id, target, ...(owner === undefined ? {} : { owner: owner.id }), ...(agreement === undefined ? {} : { agreement }), ...(signedOn === undefined ? {} : { signedOn }) }];
  });
}

/** A line that names its branch and its target; what is left empty is left out. */
function partOf({ branchId = '', target, owner = '', agreement = '', signedOn = '' }: Row): readonly SplitPart[] {
  if (branchId === '' || target === undefined) return [];
  return [{ branchId, target, ...(owner === '' ? {} : { owner }), ...(agreement === '' ? {} : { agreement }), ...(signedOn === '' ? {} : { signedOn }) }];
}
