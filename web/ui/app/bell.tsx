import { Link } from 'react-router';
import { useTaskSummary } from '../components/api/task-summary';
import { bilingual, useTexts } from '../components/language/language';
import { Icon } from '../components/layout/icon';

const texts = bilingual(
  { none: '通知，没有未读', unread: (n: number) => `通知，${n}条未读` },
  { none: 'Notifications, none unread', unread: (n: number) => `Notifications, ${n} unread` },
);

/** The way to the notifications, with how many are unread. */
export function Bell() {
  const say = useTexts(texts);
  const unread = useTaskSummary().data?.unreadNotifications ?? 0;
  return (
    <Link to="/notifications" className="icon-button bell" aria-label={unread === 0 ? say.none : say.unread(unread)}>
      <Icon name="bell" size={21} />
      {unread === 0 ? null : <span className="bell-count" aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
}
