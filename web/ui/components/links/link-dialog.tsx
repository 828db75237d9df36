import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { LinkMade, LinkOffer, LinkRow } from '../../../api/contract';
import { request, segment } from '../api/request';
import { ShortDay } from '../dates/moments';
import { useTexts } from '../language/language';
import { Dialog } from '../layout/dialog';
import { useToasts } from '../layout/toasts';
import { MadeLink } from './made-link';
import { NewLink, type LinkWish } from './new-link';
import { texts } from './texts';
import './links.css';

interface Props {
  readonly path: string;
  readonly also: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** Making a link to a form, and what became of those made before. */
export function LinkDialog({ path, also, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const key = ['links', path];
  const offer = useQuery({ queryKey: key, queryFn: () => request<LinkOffer>(path), gcTime: 0 });
  const [made, setMade] = useState<LinkMade>();
  const reload = (): void => void client.invalidateQueries({ queryKey: key });
  const make = useMutation({
    mutationFn: (wish: LinkWish) => request<LinkMade>(path, { method: 'POST', body: { ...wish, ...also } }),
    onSuccess: (answer) => {
      setMade(answer);
      reload();
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <Dialog title={made === undefined ? say.title : say.made} onClose={onClose} foot={<Button onClick={onClose}>{say.close}</Button>}>
      {made === undefined ? (
        <>
          <p>{say.lead}</p>
          <NewLink mostDays={offer.data?.mostDays ?? 1} sms={offer.data?.sms ?? false} number={offer.data?.number} busy={make.isPending} onMake={make.mutate} />
        </>
      ) : (
        <MadeLink made={made} onAnother={() => setMade(undefined)} />
      )}
      <Sent links={offer.data?.links ?? []} onChanged={reload} />
    </Dialog>
  );
}

function Sent({ links, onChanged }: { readonly links: readonly LinkRow[]; readonly onChanged: () => void }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const revoke = useMutation({
    mutationFn: (id: string) => request<LinkRow>(`/api/links/${segment(id)}/revocation`, { method: 'POST' }),
    onSuccess: () => toasts.done(say.revoked),
    onError: (error) => toasts.failed(error),
    onSettled: onChanged,
  });
  return (
    <section className="links-sent">
      <h3>{say.list}</h3>
      {links.length === 0 ? <p className="quiet">{say.none}</p> : null}
      <ul>
        {links.map((link) => (
          <li key={link.id}>
            <b>{link.label}</b>
            <span className={`pill ${link.state === 'used' ? 'pill-good' : link.state === 'ready' || link.state === 'opened' ? 'pill-info' : ''}`}>{say.state(link.state)}</span>
            <span className="quiet">{say.by(link.createdBy.name)}，{say.until} <ShortDay at={link.expiresAt} /></span>
            {link.state === 'ready' || link.state === 'opened' ? <Button size="small" loading={revoke.isPending && revoke.variables === link.id} onClick={() => revoke.mutate(link.id)}>{say.revoke}</Button> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
