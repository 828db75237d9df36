import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Page as PageOf } from '../../../api/contract';
import type { DeliveryRow } from '../../../api/delivery-contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { Pager } from '../../components/layout/pager';
import { Empty, Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { texts } from './texts';

/** What is under way changes by itself. */
const LOOK_AGAIN_MS = 5_000;

/** What was sent, what is still to be, and what could not. */
export function DeliveryLog() {
  const say = useTexts(texts);
  const [state, setState] = useState('');
  const [page, setPage] = useState(1);
  const log = useQuery({
    queryKey: ['deliveries', state, page],
    queryFn: () => request<PageOf<DeliveryRow>>(withQuery('/api/deliveries', { state, page, size: 20 })),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const choose = (next: string): void => {
    setState(next);
    setPage(1);
  };
  const options = [['', say.any], ['planned', say.planned], ['sending', say.sending], ['sent', say.sent], ['given-up', say.givenUp], ['dropped', say.dropped]] as const;
  return (
    <Section title={say.log} actions={<Select aria-label={say.logState} className="filter" value={state} onChange={choose} options={options.map(([value, label]) => ({ value, label }))} />}>
      <Loaded query={log}>
        {(found) => (
          <>
            {found.rows.length === 0 ? <Empty>{say.nothing}</Empty> : <LogTable rows={found.rows} />}
            <Pager of={found} onTurn={setPage} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function LogTable({ rows }: { readonly rows: readonly DeliveryRow[] }) {
  const say = useTexts(texts);
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.when}</th><th>{say.channel}</th><th>{say.to}</th><th>{say.state}</th><th>{say.error}</th><th>{say.actions}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={say.when}><Moment at={row.sentAt ?? row.plannedAt} /></td>
              <td data-label={say.channel}>{row.channel.kind === 'email' ? say.email : row.channel.name}</td>
              <td data-label={say.to}>{row.to?.name ?? say.group}{row.test ? <> <span className="pill pill-plain">{say.testRow}</span></> : row.count === undefined ? null : <> <span className="quiet">{say.count(row.count)}</span></>}</td>
              <td data-label={say.state}><State row={row} /></td>
              <td data-label={say.error}>{row.error}</td>
              <td data-label={say.actions}><Retry row={row} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ row }: { readonly row: DeliveryRow }) {
  const say = useTexts(texts);
  const next = row.nextAt === undefined ? null : <span className="quiet"> {say.next} <Moment at={row.nextAt} /></span>;
  switch (row.state) {
    case 'planned':
      return <span><span className="pill">{say.planned}</span>{next}</span>;
    case 'sending':
      return row.error === undefined ? <span className="pill pill-info">{say.sending}</span> : <span><span className="pill pill-soon">{say.retrying} · {say.attempts(row.attempts)}</span>{next}</span>;
    case 'sent':
      return <span className="pill pill-good">{say.sent}</span>;
    case 'given-up':
      return <span className="pill pill-late">{say.givenUp} · {say.attempts(row.attempts)}</span>;
    case 'dropped':
      return <span className="pill">{say.dropped}</span>;
  }
}

function Retry({ row }: { readonly row: DeliveryRow }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => request(`/api/deliveries/${segment(row.id)}/retry`, { method: 'POST', body: {} }),
    onSuccess: async () => {
      toasts.done(say.retried);
      await client.invalidateQueries({ queryKey: ['deliveries'] });
    },
    onError: (error) => toasts.failed(error),
  });
  if (row.state !== 'given-up' && !(row.state === 'sending' && row.error !== undefined)) return null;
  return <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>{say.retry}</Button>;
}
