import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import type { CalendarFeed, NewCalendarFeed } from '../../../api/delivery-contract';
import { request } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';
import { texts } from './texts';

const KEY = ['calendar-feed'] as const;

/** The secret address of my calendar: made, shown once, changed and taken back. */
export function CalendarSection() {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const feed = useQuery({ queryKey: KEY, queryFn: () => request<CalendarFeed>('/api/calendar-feed') });
  const again = () => client.invalidateQueries({ queryKey: KEY });
  const make = useMutation({ mutationFn: () => request<NewCalendarFeed>('/api/calendar-feed', { method: 'POST', body: {} }), onSuccess: again, onError: (error) => toasts.failed(error) });
  const revoke = useMutation({
    mutationFn: () => request('/api/calendar-feed', { method: 'DELETE' }),
    onSuccess: async () => {
      make.reset();
      await again();
      toasts.done(say.revoked);
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <Section title={say.calendar}>
      <p className="quiet">{say.calendarNote}</p>
      <Loaded query={feed}>
        {(found) => (
          <>
            {found.createdAt === undefined ? null : <p>{say.since} <Moment at={found.createdAt} />{found.readAt === undefined ? null : <> · {say.read} <Moment at={found.readAt} /></>}</p>}
            {make.data === undefined ? null : <Address feed={make.data} />}
            <div className="button-row">
              <Button loading={make.isPending} onClick={() => make.mutate()}>{found.createdAt === undefined ? say.make : say.renew}</Button>
              {found.createdAt === undefined ? null : <Button danger loading={revoke.isPending} onClick={() => revoke.mutate()}>{say.revoke}</Button>}
            </div>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Address({ feed }: { readonly feed: NewCalendarFeed }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(feed.url);
    toasts.done(say.copied);
  };
  return (
    <div className="calendar-address">
      <img src={`data:image/svg+xml,${encodeURIComponent(feed.qr)}`} alt={say.qr} width={168} height={168} />
      <div>
        <p>{say.shown}</p>
        <div className="calendar-copy">
          <Input readOnly aria-label={say.address} value={feed.url} onFocus={({ target }) => target.select()} />
          <Button onClick={() => void copy().catch(toasts.failed)}>{say.copy}</Button>
        </div>
      </div>
    </div>
  );
}
