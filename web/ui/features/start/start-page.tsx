import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { ROLES } from '../../../../forms/roles';
import type { BranchRef, Session, StartView } from '../../../api/contract';
import { request, segment, withQuery } from '../../components/api/request';
import { useSession } from '../../components/api/session';
import { AssessmentNote } from '../../components/assessments/assessment-note';
import { BranchSelect } from '../../components/branches/branch-select';
import type { Answers } from '../../components/form/answers';
import { useSay, useTexts } from '../../components/language/language';
import { SendLink } from '../../components/links/send-link';
import { Page } from '../../components/layout/page';
import { Loaded } from '../../components/layout/waiting';
import { LimitsList } from '../../components/limits/limits-list';
import { StartForm } from './start-form';
import { texts } from './texts';
import './start.css';

/** Starting one process: for which branch, and with what. */
export function StartPage() {
  const { process = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const session = useSession();
  const branch = search.get('branch') ?? ownBranch(session);
  const view = useQuery({ queryKey: ['start', process, branch], queryFn: () => request<StartView>(withQuery(`/api/processes/${segment(process)}/start`, { branch })), gcTime: 0 });
  return <Loaded query={view}>{(start) => <Start view={start} branch={branch} given={givenIn(search)} onBranch={(id) => setSearch((before) => withBranch(before, id), { replace: true })} />}</Loaded>;
}

interface Props {
  readonly view: StartView;
  readonly branch: string | undefined;
  /** Answers that the address brings: `with.donorId=…`. */
  readonly given: Answers;
  readonly onBranch: (id: string | undefined) => void;
}

function Start({ view, branch, given, onBranch }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const chosen = view.branches.find(({ id }) => id === branch) ?? onlyOne(view);
  return (
    <Page title={local(view.process.name)} above={<Link to="/start">{say.title}</Link>} below={view.process.description === undefined ? undefined : local(view.process.description)}>
      <div className="start">
        {view.assessment === undefined ? null : <AssessmentNote assessment={view.assessment} />}
        <section className="sheet">
          <div className="field start-branch">
            <label className="field-label" htmlFor="start-branch">{say.branch}</label>
            <BranchSelect id="start-branch" value={chosen?.id} onChange={onBranch} choices={view.branches} />
          </div>
          {chosen === undefined ? <p className="quiet">{say.pickBranch}</p> : view.mayLink ? <div className="start-link"><SendLink path={`/api/processes/${segment(view.process.id)}/links`} also={{ branchId: chosen.id }} /></div> : null}
        </section>
        {chosen === undefined ? null : <StartForm key={`${view.process.id} ${chosen.id}`} view={view} branch={chosen} given={given} />}
        {view.limits.length === 0 ? null : <details className="sheet"><summary>{say.limits}</summary><LimitsList limits={view.limits} /></details>}
      </div>
    </Page>
  );
}

function givenIn(search: URLSearchParams): Answers {
  return Object.fromEntries([...search].filter(([name]) => name.startsWith('with.')).map(([name, value]) => [name.slice('with.'.length), value]));
}

function withBranch(before: URLSearchParams, branch: string | undefined): URLSearchParams {
  const next = new URLSearchParams(before);
  next.set('branch', branch ?? '');
  return next;
}

/** Where somebody has a post is most often what they start a process for. */
function ownBranch({ posts }: Session): string | undefined {
  return posts.find(({ role }) => ROLES.some(({ id, ofBranch }) => id === role && ofBranch))?.branch.id;
}

/** What needs no choosing. */
function onlyOne(view: StartView): BranchRef | undefined {
  return view.branches.length === 1 ? view.branches[0] : undefined;
}
