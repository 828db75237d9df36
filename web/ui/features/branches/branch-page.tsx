import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { BranchDetail } from '../../../api/contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Day, Moment } from '../../components/dates/moments';
import { useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Page } from '../../components/layout/page';
import { Empty, Section } from '../../components/layout/section';
import { Loaded } from '../../components/layout/waiting';
import { TermLeft } from './term-left';
import { texts, wordFor } from './texts';

/** One branch: its term, who leads it, what was and is going on. */
export function BranchPage() {
  const { id = '' } = useParams();
  const branch = useQuery({ queryKey: ['branches', 'detail', id], queryFn: () => request<BranchDetail>(`/api/branches/${segment(id)}`) });
  return <Loaded query={branch}>{(detail) => <Branch branch={detail} />}</Loaded>;
}

function Branch({ branch }: { readonly branch: BranchDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <Page
      title={branch.name}
      above={<><Link to="/branches">{say.back}</Link>{branch.parent === undefined ? null : <> › <Link to={`/branches/${segment(branch.parent.id)}`}>{branch.parent.name}</Link></>}</>}
      below={<><span>{branch.kind}</span><span>{say.no(branch.termNo)}</span><span>{say.termEnd} <Day at={branch.termEnd} /></span><TermLeft days={branch.daysLeft} /></>}
      actions={branch.startable.map((process) => <Link key={process.id} className="button-link" to={withQuery(`/start/${segment(process.id)}`, { branch: branch.id })}>{say.start}{local(process.name)}</Link>)}
    >
      <Section title={say.facts}><Facts branch={branch} /></Section>
      <Section title={say.cases}><Cases branch={branch} /></Section>
      <Section title={say.officers}><Officers branch={branch} /></Section>
      <Section title={say.terms}><Terms branch={branch} /></Section>
    </Page>
  );
}

function Facts({ branch }: { readonly branch: BranchDetail }) {
  const say = useTexts(texts);
  const facts: readonly (readonly [string, string | number])[] = [
    [say.status, wordFor(say.statuses, branch.status)], [say.variant, wordFor(say.variants, branch.variant)], [say.supervisor, wordFor(say.modes, branch.supervisorMode)], [say.termYears, say.years(branch.termYears)],
    [say.adult, branch.membersAdult], [say.youth, branch.membersYouth], [say.group, branch.membersGroup],
  ];
  return (
    <dl className="facts">
      <div><dt>{say.termStart}</dt><dd><Day at={branch.termStart} /></dd></div>
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function Cases({ branch }: { readonly branch: BranchDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  if (branch.instances.length === 0) return <Empty>{say.noCases}</Empty>;
  return (
    <div className="items">
      {branch.instances.map((each) => (
        <article key={each.id} className="item">
          <div className="item-title"><Link to={`/instances/${segment(each.id)}`}>{titleOf(each)}</Link></div>
          <div className="item-about"><span>{each.standsAt.map(({ name }) => local(name)).join('、')}</span><span><Moment at={each.startedAt} /> {each.startedBy.name}</span></div>
          <div className="item-side"><span className="pill">{local(each.process.name)}</span></div>
        </article>
      ))}
    </div>
  );
}

function Officers({ branch }: { readonly branch: BranchDetail }) {
  const say = useTexts(texts);
  if (branch.officers.length === 0) return <Empty>{say.noOfficers}</Empty>;
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.post}</th><th>{say.name}</th><th>{say.from}</th><th>{say.to}</th><th>{say.source}</th></tr></thead>
        <tbody>
          {branch.officers.map((officer, index) => (
            <tr key={index}>
              <td data-label={say.post}>{officer.post}</td>
              <td data-label={say.name}>{officer.name}</td>
              <td data-label={say.from}><Day at={officer.from} /></td>
              <td data-label={say.to}>{officer.to === undefined ? say.since : <Day at={officer.to} />}</td>
              <td data-label={say.source}>{officer.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Terms({ branch }: { readonly branch: BranchDetail }) {
  const say = useTexts(texts);
  if (branch.terms.length === 0) return <Empty>{say.noTerms}</Empty>;
  return (
    <div className="table-wrap">
      <table className="table">
        <thead><tr><th>{say.termNo}</th><th>{say.from}</th><th>{say.to}</th><th>{say.congress}</th><th>{say.approval}</th><th>{say.cases}</th></tr></thead>
        <tbody>
          {branch.terms.map((term) => (
            <tr key={term.no}>
              <td data-label={say.termNo}>{say.no(term.no)}</td>
              <td data-label={say.from}><Day at={term.start} /></td>
              <td data-label={say.to}><Day at={term.end} /></td>
              <td data-label={say.congress}>{term.congressDate === undefined ? null : <Day at={term.congressDate} />}</td>
              <td data-label={say.approval}>{term.approvalNo}</td>
              <td data-label={say.cases}>{term.instanceId === undefined ? null : <Link to={`/instances/${segment(term.instanceId)}`}>{say.case}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
