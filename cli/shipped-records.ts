import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedRecords } from '../activities/sample-records';
import type { Store } from '../activities/store/connect-store';
import { projectRoot } from './project-root';

/** Registries whose examples every district begins with, to change them as it likes. */
const SHIPPED = ['score-sheet'];

/** Adds the records that processes need from the first day, as far as they are missing: what a district has changed stays. */
export async function addShippedRecords(store: Store): Promise<number> {
  const records = SHIPPED.flatMap((registry) => {
    const { examples } = JSON.parse(readFileSync(join(projectRoot, 'registries', 'catalogue', `${registry}.registry.json`), 'utf8')) as { readonly examples: readonly { readonly [field: string]: unknown }[] };
    return examples.map((values, index) => ({ registry, id: `shipped-${registry}-${index + 1}`, values }));
  });
  return seedRecords(store, records, new Date(), false);
}
