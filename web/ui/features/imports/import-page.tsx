import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ImportView, RegistryDetail } from '../../../api/registry-contract';
import { request, segment } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { registryPath, useRegistry } from '../../components/records/use-registry';
import { ImportProblems } from './import-problems';
import { ImportSteps, type ImportStep } from './import-steps';
import { texts } from './texts';
import './imports.css';

const POLL_MS = 1000;

const STEP: Readonly<Record<ImportView['state'], ImportStep>> = { checking: 'check', refused: 'check', checked: 'confirm', importing: 'confirm', done: 'done', failed: 'done', 'given-up': 'done' };

/** One import, wherever it stands: its address can be left and come back to. */
export function ImportPage() {
  const { registry: registryId = '', import: id = '' } = useParams();
  const registry = useRegistry(registryId);
  const found = useQuery({
    queryKey: ['import', id],
    queryFn: () => request<ImportView>(`/api/imports/${segment(id)}`),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? POLL_MS : false),
  });
  return <Loaded query={registry}>{(about) => <Loaded query={found}>{(view) => <Import registry={about} view={view} />}</Loaded>}</Loaded>;
}

function isUnderWay({ state }: ImportView): boolean {
  return state === 'checking' || state === 'importing';
}

function Import({ registry, view }: { readonly registry: RegistryDetail; readonly view: ImportView }) {
  const say = useTexts(texts);
  const local = useSay();
  const client = useQueryClient();
  const isDone = view.state === 'done';
  useEffect(() => {
    if (!isDone) return;
    for (const queryKey of [['records', registry.id], ['registry', registry.id], ['registries'], ['record', registry.id], ['imports', registry.id]]) void client.invalidateQueries({ queryKey });
  }, [isDone, client, registry.id]);
  return (
    <Page title={say.title} above={<><Link to="/registries">{say.registries}</Link> › <Link to={registryPath(registry.id)}>{local(registry.title)}</Link></>} below={<span>{view.file}</span>}>
      <ImportSteps at={STEP[view.state]} />
      <Stage registry={registry} view={view} />
    </Page>
  );
}

function Stage({ registry, view }: { readonly registry: RegistryDetail; readonly view: ImportView }) {
  const say = useTexts(texts);
  const again = <Link className="button-link" to={`${registryPath(registry.id)}/import`}>{view.state === 'done' ? say.another : say.again}</Link>;
  const list = <Link className="button-link" to={registryPath(registry.id)}>{say.seeList}</Link>;
  switch (view.state) {
    case 'checking':
      return <Progress view={view} title={say.checking} />;
    case 'importing':
      return <Progress view={view} title={say.importing} />;
    case 'refused':
      return <ImportProblems view={view} again={again} />;
    case 'checked':
      return <Confirm view={view} />;
    case 'done':
      return <div className="notice notice-good" role="status"><p><b>{say.done}</b></p><p>{say.doneBody}</p><Counts view={view} /><div className="button-row">{list}{again}</div></div>;
    case 'failed':
      return <div className="notice notice-wrong" role="alert"><p><b>{say.failed}</b></p><p>{say.failedBody}</p><div className="button-row">{again}</div></div>;
    case 'given-up':
      return <div className="notice notice-info" role="status"><p>{say.givenUp}</p><div className="button-row">{again}</div></div>;
  }
}

function Progress({ view, title }: { readonly view: ImportView; readonly title: string }) {
  const say = useTexts(texts);
  return (
    <section className="sheet import-progress-sheet" aria-label={title}>
      <p role="status"><b>{title}</b></p>
      {view.rows === 0 ? <progress aria-label={title} /> : <progress aria-label={title} max={view.rows} value={view.done} />}
      {view.rows === 0 ? null : <p className="quiet">{say.progress(view.done, view.rows)}</p>}
      <p className="quiet">{say.checkingNote}</p>
    </section>
  );
}

function Counts({ view }: { readonly view: ImportView }) {
  const say = useTexts(texts);
  return <ul className="import-counts"><li>{say.added(view.added)}</li><li>{say.changed(view.changed)}</li><li>{say.unchanged(view.unchanged)}</li></ul>;
}

/** What the import would do, and the last word. */
function Confirm({ view }: { readonly view: ImportView }) {
  const say = useTexts(texts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const idle = view.added + view.changed === 0;
  const decide = useMutation({
    mutationFn: (yes: boolean) => (yes ? request<ImportView>(`/api/imports/${segment(view.id)}/confirmation`, { method: 'POST' }) : request<undefined>(`/api/imports/${segment(view.id)}`, { method: 'DELETE' })),
    onSuccess: (next, yes) => {
      if (yes && next !== undefined) client.setQueryData(['import', view.id], next);
      else void navigate(`${registryPath(view.registry)}/import`);
    },
    onError: (error) => toasts.failed(error),
    onSettled: () => Promise.all([['import', view.id], ['imports', view.registry]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  return (
    <section className="notice notice-good" aria-label={say.checked}>
      <p role="status"><b>{say.checked}</b></p>
      <p>{idle ? say.nothingToDo : say.checkedBody(view.rows)}</p>
      <Counts view={view} />
      <div className="button-row">
        {idle ? null : <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>{say.confirm}</Button>}
        <Button disabled={decide.isPending} onClick={() => decide.mutate(false)}>{say.giveUp}</Button>
      </div>
    </section>
  );
}
