import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { IncidentView } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { readVariables } from './read-variables';
import { texts } from './texts';

interface Props {
  readonly incident: IncidentView;
  readonly onClose: () => void;
}

/** Tries a stopped step again, with corrected variables if somebody writes them. */
export function RetryDialog({ incident, onClose }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const toasts = useToasts();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const read = readVariables(text);
  const problem = read.problem === undefined ? undefined : read.problem === 'not-json' ? say.notJson(read.detail) : read.problem === 'not-object' ? say.notObject : say.noName;
  const retry = useMutation({
    mutationFn: () => request<{ readonly visible: boolean }>(`/api/incidents/${segment(incident.id)}/retry`, { method: 'POST', body: read.variables === undefined ? {} : { variables: read.variables } }),
    onSuccess: ({ visible }) => {
      toasts.done(visible ? say.retried : say.accepted);
      onClose();
    },
    onError: (error) => toasts.failed(error),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['instance', incident.instanceId] }), client.invalidateQueries({ queryKey: ['instances'] })]),
  });
  return (
    <Dialog
      title={say.retryTitle}
      onClose={onClose}
      foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" disabled={problem !== undefined} loading={retry.isPending} onClick={() => retry.mutate()}>{say.retry}</Button></>}
    >
      <p><b>{local(incident.name)}</b>：<span className="plain-text">{incident.message}</span></p>
      <p>{say.retryBody}</p>
      <div className="field">
        <label className="field-label" htmlFor="retry-variables">{say.variables}</label>
        <Input.TextArea id="retry-variables" className="json-text" rows={5} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} aria-invalid={problem !== undefined} aria-describedby="retry-variables-hint" />
        <div id="retry-variables-hint" aria-live="polite">{problem === undefined ? <p className="field-hint">{say.variablesHint}</p> : <p className="field-error">{problem}</p>}</div>
      </div>
    </Dialog>
  );
}
