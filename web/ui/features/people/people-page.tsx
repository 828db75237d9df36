import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Page as PageOf, PersonRow } from '../../../api/contract';
import { request, withQuery } from '../../components/api/request';
import { BranchSelect } from '../../components/branches/branch-select';
import { Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { useSettled } from '../../components/people/use-settled';
import { PersonActions } from './person-actions';
import { PersonDialog } from './person-dialog';
import { InitialPassword } from './initial-password';
import { texts } from './texts';
import { useRoles } from './use-roles';
import './people.css';

interface Created {
  readonly name: string;
  readonly password: string;
}

/** Who may sign in, with which posts. */
export function PeoplePage() {
  const say = useTexts(texts);
  const [filter, setFilter] = useState<{ readonly q?: string; readonly branch?: string; readonly role?: string; readonly disabled?: '0' | '1' }>({});
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const [created, setCreated] = useState<Created>();
  const q = useSettled(filter.q ?? '');
  const people = useQuery({ queryKey: ['people', { ...filter, q, page }], queryFn: () => request<PageOf<PersonRow>>(withQuery('/api/people', { ...filter, q, page, size: 20 })), placeholderData: keepPreviousData });
  const narrow = (change: typeof filter): void => {
    setFilter({ ...filter, ...change });
    setPage(1);
  };
  return (
    <Page wide title={say.title} actions={<Button type="primary" onClick={() => setAdding(true)}>{say.add}</Button>}>
      <section className="sheet">
        <Filters filter={filter} narrow={narrow} />
        <Loaded query={people}>
          {(found) => (
            <>
              {found.rows.length === 0 ? <Empty>{say.nobody}</Empty> : <PeopleTable rows={found.rows} onReset={setCreated} />}
              <Pager of={found} onTurn={setPage} />
            </>
          )}
        </Loaded>
      </section>
      {adding ? <PersonDialog onClose={() => setAdding(false)} onCreated={(name, password) => setCreated({ name, password })} /> : null}
      {created === undefined ? null : <InitialPassword {...created} onClose={() => setCreated(undefined)} />}
    </Page>
  );
}

interface FilterProps {
  readonly filter: { readonly q?: string; readonly branch?: string; readonly role?: string; readonly disabled?: '0' | '1' };
  readonly narrow: (change: { q?: string; branch?: string; role?: string; disabled?: '0' | '1' }) => void;
}

function Filters({ filter, narrow }: FilterProps) {
  const say = useTexts(texts);
  const local = useSay();
  const roles = useRoles();
  return (
    <div className="filters" role="search">
      <Input className="filter-text" allowClear aria-label={say.search} placeholder={say.search} value={filter.q ?? ''} onChange={(event) => narrow({ q: event.target.value })} />
      <div className="filter"><BranchSelect label={say.branch} value={filter.branch} onChange={(branch) => narrow({ branch: branch ?? '' })} /></div>
      <Select className="filter" aria-label={say.role} value={filter.role ?? ''} onChange={(role: string) => narrow({ role })} options={[{ value: '', label: say.everyRole }, ...roles.map((role) => ({ value: role.id, label: local(role.name) }))]} />
      <Select className="filter" aria-label={say.state} value={filter.disabled ?? ''} onChange={(disabled: string) => narrow({ disabled: disabled as '0' | '1' })} options={[{ value: '', label: say.everyState }, { value: '0', label: say.active }, { value: '1', label: say.disabled }]} />
    </div>
  );
}

function PeopleTable({ rows, onReset }: { readonly rows: readonly PersonRow[]; readonly onReset: (created: Created) => void }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.name}</th><th>{say.login}</th><th>{say.posts}</th><th>{say.signedIn}</th><th>{say.state}</th><th>{say.actions}</th></tr></thead>
        <tbody>
          {rows.map((person) => (
            <tr key={person.id}>
              <td data-label={say.name} className="nowrap"><b>{person.name}</b></td>
              <td data-label={say.login}>{person.login}</td>
              <td data-label={say.posts}>{person.posts.map((post) => `${post.branch.name} ${local(post.roleName)}`).join('、')}</td>
              <td data-label={say.signedIn} className="nowrap">{person.lastSignInAt === undefined ? <span className="quiet">{say.never}</span> : <Moment at={person.lastSignInAt} />}</td>
              <td data-label={say.state}>{person.disabled ? <span className="pill pill-late">{say.disabled}</span> : person.mustChangePassword ? <span className="pill pill-soon">{say.firstPassword}</span> : <span className="pill pill-good">{say.active}</span>}</td>
              <td data-label={say.actions} className="nowrap"><PersonActions person={person} onReset={(password) => onReset({ name: person.name, password })} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
