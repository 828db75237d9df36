import type { Reminder } from '../engine/plan';

const ENTRY = /^([+-]?\d{1,4})(h|d|wd|%)(?:\s*(!)?\s*([A-Za-z][A-Za-z0-9_]*(?:@[A-Za-z_][A-Za-z0-9_.]*)?))?$/;

/**
 * Reads `-7d, 50%, 0d, +5wd !branch_president@branchId`. What is not understood comes back in `wrong`, entry by entry.
 * Whom an entry does not name are the task's own candidates.
 */
export function parseReminders(text: string): { readonly reminders: readonly Reminder[]; readonly wrong: readonly string[] } {
  const reminders: Reminder[] = [];
  const wrong: string[] = [];
  for (const entry of text.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const reminder = parseEntry(entry);
    if (reminder === undefined) wrong.push(entry);
    else reminders.push(reminder);
  }
  return { reminders, wrong };
}

function parseEntry(entry: string): Reminder | undefined {
  const [, amount, unit, bang, to] = ENTRY.exec(entry) ?? [];
  if (amount === undefined || (unit !== 'h' && unit !== 'd' && unit !== 'wd' && unit !== '%')) return undefined;
  // A share of the time between opening and due; nothing of it lies outside.
  if (unit === '%' && !/^\d{1,2}$/.test(amount)) return undefined;
  return { offset: { amount: Number(amount) || 0, unit }, to: to ?? 'candidates', escalation: bang !== undefined };
}
