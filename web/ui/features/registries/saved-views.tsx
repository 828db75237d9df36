import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import type { RegistryDetail, SavedView } from '../../../api/registry-contract';
import { request, segment } from '../../components/api/request';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { Icon } from '../../components/layout/icon';
import { useToasts } from '../../components/layout/toasts';
import { registryApi } from '../../components/records/use-registry';
import { keptQuery, normalQuery, type ListQuery } from './list-query';
import { texts } from './texts';

interface Props {
  readonly registry: RegistryDetail;
  readonly list: ListQuery;
}

/** Searches, filters and orders that somebody keeps by name; they follow the person, and may be shared. */
export function SavedViews({ registry, list }: Props) {
  const say = useTexts(texts);
  const [saving, setSaving] = useState(false);
  const [removing, setRemoving] = useState<SavedView>();
  const now = keptQuery(list.text);
  const isKept = now === '' || registry.views.some(({ query }) => normalQuery(query) === now);
  if (registry.views.length === 0 && now === '') return null;
  return (
    <nav className="views" aria-label={say.views}>
      <button type="button" className="view" aria-pressed={now === ''} onClick={() => list.open('')}>{say.everything}</button>
      {registry.views.map((view) => (
        <span key={view.id} className="view-group">
          <button type="button" className="view" aria-pressed={normalQuery(view.query) === now} onClick={() => list.open(view.query)}>{view.name}{view.shared ? <small>{say.shared}</small> : null}</button>
          {view.mine && normalQuery(view.query) === now ? <button type="button" className="icon-button view-remove" aria-label={say.remove(view.name)} onClick={() => setRemoving(view)}><Icon name="trash" size={16} /></button> : null}
        </span>
      ))}
      {isKept ? null : <Button type="link" onClick={() => setSaving(true)} icon={<Icon name="star" size={16} />}>{say.save}</Button>}
      {saving ? <SaveView registry={registry} query={now} onClose={() => setSaving(false)} /> : null}
      {removing === undefined ? null : <RemoveView registry={registry} view={removing} onClose={() => setRemoving(undefined)} />}
    </nav>
  );
}

function SaveView({ registry, query, onClose }: { readonly registry: RegistryDetail; readonly query: string; readonly onClose: () => void }) {
  const say = useTexts(texts);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [nameless, setNameless] = useState(false);
  const save = useViewChange(registry, say.saved, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setNameless(name.trim() === '');
    if (name.trim() !== '') save.mutate({ method: 'POST', path: '', body: { name: name.trim(), query, shared } });
  };
  return (
    <Dialog title={say.save} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" htmlType="submit" form="save-view" loading={save.isPending}>{say.saveNow}</Button></>}>
      <form id="save-view" onSubmit={submit}>
        <div className="field">
          <label className="field-label" htmlFor="view-name">{say.viewName}</label>
          <Input id="view-name" autoFocus maxLength={40} value={name} onChange={({ target }) => setName(target.value)} aria-invalid={nameless} aria-describedby="view-hint" />
          <div id="view-hint" aria-live="polite">{nameless ? <p className="field-error">{say.needName}</p> : <p className="field-hint">{say.viewHint}</p>}</div>
        </div>
        <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)}>{say.share}</Checkbox>
      </form>
    </Dialog>
  );
}

function RemoveView({ registry, view, onClose }: { readonly registry: RegistryDetail; readonly view: SavedView; readonly onClose: () => void }) {
  const say = useTexts(texts);
  const remove = useViewChange(registry, say.removed, onClose);
  return (
    <Dialog title={say.removeTitle} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button danger type="primary" loading={remove.isPending} onClick={() => remove.mutate({ method: 'DELETE', path: `/${segment(view.id)}` })}>{say.removeNow}</Button></>}>
      <p>{say.removeBody(view.name, view.shared)}</p>
    </Dialog>
  );
}

interface ViewChange {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: { readonly name: string; readonly query: string; readonly shared: boolean };
}

function useViewChange(registry: RegistryDetail, done: string, onClose: () => void) {
  const client = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async ({ method, path, body }: ViewChange) => {
      await request<unknown>(`${registryApi(registry.id)}/views${path}`, { method, ...(body === undefined ? {} : { body }) });
      await client.invalidateQueries({ queryKey: ['registry', registry.id] });
    },
    onSuccess: () => {
      toasts.done(done);
      onClose();
    },
    onError: (error) => toasts.failed(error),
  });
}
