import { changesBetween } from '../../components/drafts/draft-saver';
import type { Answers } from '../../components/form/answers';

/** Names the fields that were emptied: a draft holds no nulls. No field of a registry has a hyphen. */
const EMPTIED = 'emptied-fields';

/** What was typed over a record's values, as its draft keeps it: the fields that differ, whatever others change meanwhile. */
export function typedOver(first: Answers, answers: Answers): Answers {
  const changes = Object.entries(changesBetween(first, answers));
  const emptied = changes.flatMap(([name, value]) => (value === null ? [name] : []));
  return { ...Object.fromEntries(changes.filter(([, value]) => value !== null)), ...(emptied.length === 0 ? {} : { [EMPTIED]: emptied }) };
}

/** The record's values with what was typed over them. */
export function withTyped(first: Answers, { [EMPTIED]: emptied = [], ...typed }: Answers): Answers {
  const gone = new Set(emptied as readonly string[]);
  return Object.fromEntries(Object.entries({ ...first, ...typed }).filter(([name]) => !gone.has(name)));
}
