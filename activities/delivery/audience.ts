import type { Store } from '../store/connect-store';
import type { NotificationSettingsDocument } from '../store/delivery/documents';
import type { NotificationDocument, PersonDocument } from '../store/documents';
import { groupsOf, postsOn } from '../store/posts';

/** Who is to hear of notices on a day, and how each of them wants to. */
export interface Audience {
  /** Those whom the notice names, by post or by name, and the deputies of those who are away; only who chose a channel. */
  of(notice: Pick<NotificationDocument, 'groups' | 'users'>): readonly NotificationSettingsDocument[];
}

/** Looks everybody up at once, however many notices there are. */
export async function audienceOf(store: Store, notices: readonly NotificationDocument[], day: string): Promise<Audience> {
  const groups = [...new Set(notices.flatMap((notice) => notice.groups))];
  const users = notices.flatMap((notice) => notice.users);
  const [holders, named] = await Promise.all([store.people.inGroups(groups), store.people.byIds(users)]);
  const people = new Map([...holders, ...named].filter((person) => !person.disabled).map((person) => [person._id, person]));
  const deputies = await deputiesOf(store, [...people.keys()], day);
  const settings = new Map((await store.notificationSettings.wantedBy([...people.keys(), ...[...deputies.values()].flat()])).map((each) => [each._id, each]));
  const byGroup = membersOf([...people.values()], day);
  return {
    of: (notice) => {
      const direct = [...notice.groups.flatMap((group) => byGroup.get(group) ?? []), ...notice.users.filter((id) => people.has(id))];
      const all = new Set([...direct, ...direct.flatMap((id) => deputies.get(id) ?? [])]);
      return [...all].flatMap((id) => settings.get(id) ?? []);
    },
  };
}

async function deputiesOf(store: Store, personIds: readonly string[], day: string): Promise<Map<string, string[]>> {
  const absences = await store.absences.amongOn(personIds, day);
  const enabled = new Set((await store.people.byIds(absences.map(({ deputyId }) => deputyId))).filter((person) => !person.disabled).map((person) => person._id));
  const deputies = new Map<string, string[]>();
  for (const { personId, deputyId } of absences) if (enabled.has(deputyId)) deputies.set(personId, [...(deputies.get(personId) ?? []), deputyId]);
  return deputies;
}

function membersOf(people: readonly PersonDocument[], day: string): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const person of people) for (const group of groupsOf(postsOn(person.posts, day))) members.set(group, [...(members.get(group) ?? []), person._id]);
  return members;
}
