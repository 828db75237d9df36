import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { NotificationRow, Page as PageOf } from '../../../api/contract';
import { request, segment, withQuery } from '../../components/api/request';
import { Moment } from '../../components/dates/moments';
import { bilingual, useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Pager } from '../../components/layout/pager';
import { Empty, Section } from '../../components/layout/section';
import { Tabs } from '../../components/layout/tabs';
import { useToasts } from '../../components/layout/toasts';
import { Loaded } from '../../components/layout/waiting';

const texts = bilingual(
  { title: '通知', settings: '通知设置', all: '全部', unread: '未读', which: '看哪些通知', none: '没有未读通知。任务到期前后会在这里提醒您。', noneAtAll: '还没有通知。任务到期前后会在这里提醒您。', readAll: '全部标为已读', reminder: '提醒', escalation: '升级', notice: '通知', isNew: '新' },
  { title: 'Notifications', settings: 'Settings', all: 'All', unread: 'Unread', which: 'Which notifications', none: 'Nothing unread. Reminders of due tasks come here.', noneAtAll: 'Nothing yet. Reminders of due tasks come here.', readAll: 'Mark all as read', reminder: 'Reminder', escalation: 'Escalation', notice: 'Notice', isNew: 'new' },
);

/** Reminders, escalations and notices to me, newest first. */
export function NotificationsPage() {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [which, setWhich] = useState<'unread' | 'all'>('unread');
  const [page, setPage] = useState(1);
  const notices = useQuery({
    queryKey: ['notifications', which, page],
    queryFn: () => request<PageOf<NotificationRow>>(withQuery('/api/notifications', { unread: which === 'unread', page, size: 20 })),
    placeholderData: keepPreviousData,
  });
  const read = useMutation({
    mutationFn: (body: { readonly ids: readonly string[] } | { readonly all: true }) => request('/api/notifications/read', { method: 'POST', body }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['notifications'] }), client.invalidateQueries({ queryKey: ['tasks'] })]),
    onError: (error) => toasts.failed(error),
  });
  const choose = (name: 'unread' | 'all'): void => {
    setWhich(name);
    setPage(1);
  };
  return (
    <Page title={say.title} actions={<><Link className="button-link" to="/account/notifications">{say.settings}</Link><Button loading={read.isPending} onClick={() => read.mutate({ all: true })}>{say.readAll}</Button></>}>
      <Section title={<Tabs label={say.which} tabs={[{ name: 'unread', label: say.unread }, { name: 'all', label: say.all }]} chosen={which} onChoose={choose} />}>
        <Loaded query={notices}>
          {(found) => (
            <div id={`${which}-panel`}>
              {found.rows.length === 0 ? <Empty>{which === 'unread' ? say.none : say.noneAtAll}</Empty> : null}
              <div className="items">{found.rows.map((row) => <Notice key={row.id} notice={row} onOpen={() => !row.read && read.mutate({ ids: [row.id] })} />)}</div>
              <Pager of={found} onTurn={setPage} />
            </div>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function Notice({ notice, onOpen }: { readonly notice: NotificationRow; readonly onOpen: () => void }) {
  const say = useTexts(texts);
  const local = useSay();
  const to = notice.taskId === undefined ? `/instances/${segment(notice.instanceId)}` : `/tasks/${segment(notice.taskId)}`;
  return (
    <article className="item">
      <div className="item-title"><Link to={to} onClick={onOpen}>{local(notice.text)}</Link></div>
      <div className="item-about">
        <span className={notice.kind === 'escalation' ? 'pill pill-late' : 'pill'}>{say[notice.kind]}</span>
        <Moment at={notice.at} />
      </div>
      <div className="item-side">{notice.read ? null : <span className="pill pill-info">{say.isNew}</span>}</div>
    </article>
  );
}
