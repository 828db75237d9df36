import type { Connection } from 'mongoose';
import { auditOf } from './audit';
import { branchesOf } from './branches';
import { commentsOf } from './comments';
import { absencesOf } from './delivery/absences';
import { calendarFeedsOf } from './delivery/calendar-feeds';
import { channelsOf } from './delivery/channels';
import { deliveriesOf } from './delivery/deliveries';
import { handRemindersOf } from './delivery/hand-reminders';
import { notificationSettingsOf } from './delivery/notification-settings';
import { draftsOf } from './drafts';
import { filesOf } from './files';
import { limitsOf } from './limits';
import { linksOf } from './links';
import { peopleOf } from './people';
import type { PersonalData } from './personal-data';
import { savedViewsOf } from './saved-views';
import { sessionsOf } from './sessions';

/** The collections that the portal alone owns; `connectStore` adds them to those of the processes. */
export type PortalStore = ReturnType<typeof portalStore>;

export function portalStore(connection: Connection, personal: PersonalData) {
  return {
    people: peopleOf(connection),
    branches: branchesOf(connection),
    drafts: draftsOf(connection),
    comments: commentsOf(connection),
    limits: limitsOf(connection),
    links: linksOf(connection),
    audit: auditOf(connection),
    files: filesOf(connection, personal),
    savedViews: savedViewsOf(connection),
    sessions: sessionsOf(connection),
    channels: channelsOf(connection),
    deliveries: deliveriesOf(connection),
    notificationSettings: notificationSettingsOf(connection),
    absences: absencesOf(connection),
    calendarFeeds: calendarFeedsOf(connection),
    handReminders: handRemindersOf(connection),
  };
}

/** Makes the indexes of the portal's collections; safe to repeat, and to run from several processes. */
export async function createPortalIndexes(store: PortalStore): Promise<void> {
  const { people, branches, drafts, comments, limits, links, audit, files, sessions } = store;
  await Promise.all([people, branches, drafts, comments, limits, links, audit].map((collection) => collection.model.createIndexes()));
  const { channels, deliveries, notificationSettings, absences, calendarFeeds, handReminders, savedViews } = store;
  await Promise.all([savedViews, channels, deliveries, notificationSettings, absences, calendarFeeds, handReminders].map((collection) => collection.model.createIndexes()));
  await Promise.all([files.createIndexes(), sessions.createIndexes()]);
}
