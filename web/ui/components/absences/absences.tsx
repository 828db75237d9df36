import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { AbsenceView } from '../../../api/delivery-contract';
import { request, segment, withQuery } from '../api/request';
import { Day } from '../dates/moments';
import { bilingual, useTexts } from '../language/language';
import { useToasts } from '../layout/toasts';
import { Loaded } from '../layout/waiting';
import { PersonSelect } from '../people/person-select';
import './absences.css';

const texts = bilingual(
  { none: '没有代办安排。', stands: (name: string) => `由 ${name} 代办`, to: '至', end: '取消', ended: '已取消代办安排', deputy: '代办人', from: '从', until: '到', add: '安排代办', added: '已安排代办', note: '代办人在这几天看到并办理全部待办任务，也可以代办事项页上的操作，提醒也会发给代办人；办理过程注明“代”。前面的步骤由本人或代办人办理的，两人都不能办理后面的审核。' },
  { none: 'Nobody is to stand in.', stands: (name: string) => `${name} stands in`, to: 'to', end: 'End', ended: 'Ended', deputy: 'Deputy', from: 'From', until: 'Until', add: 'Add', added: 'Added', note: 'On these days the deputy sees and does all the tasks, may take the actions on the pages of cases, and is reminded too; the history says for whom. Whoever of the two did an earlier step, neither may decide the later one.' },
);

/** When somebody is away and who stands in: one's own, or of a person whose account one keeps. */
export function Absences({ personId, me }: { readonly personId: string; readonly me: boolean }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const absences = useQuery({ queryKey: ['absences', personId], queryFn: () => request<readonly AbsenceView[]>(withQuery('/api/absences', me ? {} : { person: personId })) });
  const end = useMutation({
    mutationFn: (id: string) => request(`/api/absences/${segment(id)}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['absences'] });
      toasts.done(say.ended);
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <div className="absences">
      <Loaded query={absences}>
        {(found) => (found.length === 0 ? <p className="quiet">{say.none}</p> : (
          <ul className="plain-list">
            {found.map((absence) => (
              <li key={absence.id} className="absence">
                <span><Day at={absence.from} /> {say.to} <Day at={absence.until} /></span>
                <b>{say.stands(absence.deputy.name)}</b>
                <Button size="small" loading={end.isPending} onClick={() => end.mutate(absence.id)}>{say.end}</Button>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
      <NewAbsence personId={personId} me={me} />
      <p className="field-hint">{say.note}</p>
    </div>
  );
}

function NewAbsence({ personId, me }: { readonly personId: string; readonly me: boolean }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [deputyId, setDeputy] = useState<string>();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const add = useMutation({
    mutationFn: () => request<AbsenceView>('/api/absences', { method: 'POST', body: { ...(me ? {} : { personId }), deputyId, from, until } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['absences'] });
      setDeputy(undefined);
      setFrom('');
      setUntil('');
      toasts.done(say.added);
    },
    onError: (error) => toasts.failed(error),
  });
  const complete = deputyId !== undefined && from !== '' && until !== '' && from <= until;
  return (
    <div className="absence-new">
      <label>{say.from}<Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} /></label>
      <label>{say.until}<Input type="date" value={until} min={from} onChange={({ target }) => setUntil(target.value)} /></label>
      <div className="absence-deputy"><span aria-hidden="true">{say.deputy}</span><PersonSelect label={say.deputy} value={deputyId} onChange={setDeputy} /></div>
      <Button type="primary" disabled={!complete} loading={add.isPending} onClick={() => add.mutate()}>{say.add}</Button>
    </div>
  );
}
