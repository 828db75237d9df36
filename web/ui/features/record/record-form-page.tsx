import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { AnswerProblem } from '../../../../forms/document';
import type { Draft, FormView } from '../../../api/contract';
import type { RecordDetail, RegistryDetail } from '../../../api/registry-contract';
import { problemText } from '../../components/api/problem-text';
import { request, RequestRefused, segment, withQuery } from '../../components/api/request';
import { useAttempt } from '../../components/api/use-attempt';
import type { DraftSaver } from '../../components/drafts/draft-saver';
import { useDraft } from '../../components/drafts/use-draft';
import { AnswersForm } from '../../components/form/answers-form';
import type { Answers } from '../../components/form/answers';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { headingOf } from '../../components/records/heading-of';
import { recordApi, recordPath, registryApi, registryPath, useRecord, useRegistry } from '../../components/records/use-registry';
import { RecordDraftStatus } from './record-draft-status';
import { texts } from './texts';
import { typedOver, withTyped } from './typed-over';
import './record.css';

const FORM = 'record-form';
const NO_CONTEXT = {};
const NOTHING: Answers = {};
const NO_DRAFT: Draft = { revision: 0, answers: {}, conflicts: [], others: [] };
const NONE: readonly AnswerProblem[] = [];

/** Adds a record by hand. */
export function NewRecordPage() {
  const { registry: id = '' } = useParams();
  const registry = useRegistry(id);
  return <Loaded query={registry}>{(detail) => <WithDraft registry={detail} />}</Loaded>;
}

/** Changes a record; masked values that are left alone stay as they are. */
export function EditRecordPage() {
  const { registry: registryId = '', record: id = '' } = useParams();
  const [query] = useSearchParams();
  const task = query.get('task') ?? undefined;
  const registry = useRegistry(registryId);
  const record = useRecord(registryId, id, task);
  return <Loaded query={registry}>{(about) => <Loaded query={record}>{(detail) => <WithDraft key={id} registry={about} record={detail} {...(detail.may.correct === true && !detail.may.edit && task !== undefined ? { task } : {})} />}</Loaded>}</Loaded>;
}

interface Props {
  readonly registry: RegistryDetail;
  readonly record?: RecordDetail;
  /** The task for which personal fields are corrected, and nothing else. */
  readonly task?: string;
}

/** Those who may edit find what they typed and did not save. */
function WithDraft({ registry, record, task }: Props) {
  const path = record === undefined ? `${registryApi(registry.id)}/draft` : withQuery(`${recordApi(registry.id, record.id)}/draft`, { task });
  const may = (record ?? registry).may.edit || task !== undefined;
  const draft = useQuery({ queryKey: ['record-draft', path], queryFn: () => (may ? request<Draft>(path) : Promise.resolve(NO_DRAFT)), gcTime: 0, staleTime: Infinity });
  return <Loaded query={draft}>{(kept) => <RecordForm registry={registry} {...(record === undefined ? {} : { record })} {...(task === undefined ? {} : { task })} path={path} kept={kept} />}</Loaded>;
}

function RecordForm({ registry, record, task, path, kept }: Props & { readonly path: string; readonly kept: Draft }) {
  const say = useTexts(texts);
  const local = useSay();
  const draft = useDraft(path, kept);
  const [opened] = useState(record?.revision);
  const first = record?.values ?? NOTHING;
  const answers = useMemo(() => withTyped(first, draft.answers), [first, draft.answers]);
  const change = useCallback((next: Answers) => draft.saver.type(typedOver(first, next)), [first, draft.saver]);
  // What others change meanwhile comes in below what is typed here.
  const isRebased = record !== undefined && record.revision !== opened;
  const save = useSaving(registry, record, task, draft.saver);
  const form = useMemo(() => (task === undefined ? registry.form : personalOnly(registry.form)), [registry, task]);
  const back = task !== undefined ? taskPath(task) : record === undefined ? registryPath(registry.id) : recordPath(registry.id, record.id);
  const hasMasked = useMemo(() => record !== undefined && JSON.stringify(registry.form.document.schema).includes('"x-pii":true'), [registry, record]);
  const title = record === undefined ? say.newTitle(local(registry.title)) : say.editTitle(headingOf(record));
  const may = task !== undefined || (record ?? registry).may.edit;
  return (
    <Page title={title} above={<><Link to="/registries">{say.registries}</Link> › <Link to={registryPath(registry.id)}>{local(registry.title)}</Link></>}>
      {may ? null : <div className="notice notice-info" role="status">{say.mayNotEdit}</div>}
      {task === undefined ? null : <div className="notice notice-info" role="status">{say.correcting}</div>}
      <ChangedMeanwhile error={save.error} isRebased={isRebased} />
      <section className="sheet task-form" aria-label={title}>
        {hasMasked ? <p className="task-about">{say.maskedNote}</p> : null}
        <AnswersForm id={FORM} form={form} answers={answers} context={NO_CONTEXT} disabled={!may} refused={save.problems} {...(record === undefined ? {} : { untouched: first })} onChange={change} onLeaveField={() => void draft.saver.flush()} onSubmit={save.send} />
        {may ? (
          <footer className="task-foot">
            <span className="record-foot"><Link to={back}>{task === undefined ? say.back : say.backToTask}</Link><RecordDraftStatus draft={draft} /></span>
            <Button type="primary" size="large" htmlType="submit" form={FORM} loading={save.isPending}>{save.isPending ? say.saving : say.save}</Button>
          </footer>
        ) : null}
      </section>
    </Page>
  );
}

/** Sends a record, once however often it is pressed, and goes to its page. */
function useSaving(registry: RegistryDetail, record: RecordDetail | undefined, task: string | undefined, draft: DraftSaver) {
  const say = useTexts(texts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const keyFor = useAttempt();
  const [problems, setProblems] = useState(NONE);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (values: Answers) => draft.handIn(() => (record === undefined
      ? request<RecordDetail>(`${registryApi(registry.id)}/records`, { method: 'POST', body: { values }, headers: { 'idempotency-key': keyFor(values) } })
      : request<RecordDetail>(withQuery(recordApi(registry.id, record.id), { task }), { method: 'PUT', body: { values, revision: record.revision } }))),
    onMutate: () => setProblems(NONE),
    onSuccess: (saved) => {
      client.setQueryData(['record', registry.id, saved.id], saved);
      void client.invalidateQueries({ queryKey: ['records', registry.id] });
      void client.invalidateQueries({ queryKey: ['registries'] });
      void client.invalidateQueries({ queryKey: ['record-heading', registry.id] });
      toasts.done(say.saved);
      void navigate(task === undefined ? recordPath(registry.id, saved.id) : taskPath(task), { replace: true });
    },
    onError: (failure) => {
      if (!(failure instanceof RequestRefused)) return;
      setProblems((failure.problem.problems ?? NONE).filter(({ level }) => level === 'error'));
      if (failure.problem.code === 'StaleRevision' && record !== undefined) void client.invalidateQueries({ queryKey: ['record', registry.id, record.id] });
    },
  });
  return { send: mutate, error, isPending, problems };
}

/** What was not saved and why, and that the record is not what it was when the form was opened. */
function ChangedMeanwhile({ error, isRebased }: { readonly error: Error | null; readonly isRebased: boolean }) {
  const say = useTexts(texts);
  const local = useSay();
  if (error === null && !isRebased) return null;
  const isStale = error === null || error instanceof RequestRefused && error.problem.code === 'StaleRevision';
  return (
    <div className={isStale ? 'notice notice-warn' : 'notice notice-wrong'} role="alert">
      <p><b>{isStale ? say.stale : say.refused}</b></p>
      <p>{isStale ? say.staleBody : local(problemText(error))}</p>
    </div>
  );
}

/** The registry's form with everything that is not personal only to be read. */
function personalOnly(form: FormView): FormView {
  const { schema, uiSchema = {} } = form.document;
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  const others = Object.keys(properties).filter((name) => !JSON.stringify(properties[name]).includes('"x-pii":true'));
  const locked = Object.fromEntries(others.map((name) => [name, { ...(uiSchema[name] as object | undefined), 'ui:readonly': true }]));
  return { ...form, document: { ...form.document, uiSchema: { ...uiSchema, ...locked } } };
}

function taskPath(task: string): string {
  return `/tasks/${segment(task)}`;
}
