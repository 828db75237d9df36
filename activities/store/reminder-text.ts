import type { Command } from '../../workflows/engine/commands';
import type { LocalText } from '../../workflows/engine/plan';
import { districtDay } from './district-day';

type Remind = Extract<Command, { kind: 'remind' }>;

/** What a reminder or escalation says in the portal; the date is the district's. */
export function reminderText(name: LocalText, reminder: Remind, now: string): LocalText {
  const day = districtDay(new Date(reminder.due));
  const late = new Date(now) > new Date(reminder.due);
  const english = name.en ?? name.zh;
  if (late) {
    return reminder.escalation
      ? { zh: `「${name.zh}」应于 ${day} 办结，现已逾期，请督促。`, en: `"${english}" was due on ${day} and is late: please follow up.` }
      : { zh: `「${name.zh}」应于 ${day} 办结，现已逾期，请尽快办理。`, en: `"${english}" was due on ${day} and is late.` };
  }
  return { zh: `「${name.zh}」将于 ${day} 到期，请及时办理。`, en: `"${english}" is due on ${day}.` };
}
