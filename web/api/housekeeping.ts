import type { FileDocument } from '../../activities/store/files';
import type { ImportRunner } from './imports/import-runner';
import { startDraftId } from './process-access';
import type { Services } from './services';

const HOUR_MS = 3_600_000;
const SETTLE_MS = 30_000;
const UPLOAD_LIFE_MS = 48 * HOUR_MS;
/** Longer than any save of what was typed is on its way. */
const HANDED_IN_LIFE_MS = 24 * HOUR_MS;

/** Removes uploads that are two days old and that neither answers nor a draft name. Answers how many. */
export async function removeOrphanedFiles({ store, now }: Pick<Services, 'store' | 'now'>): Promise<number> {
  const old = await store.files.pendingSince(new Date(now().getTime() - UPLOAD_LIFE_MS));
  let removed = 0;
  for (const file of old) {
    if (await isDrafted(store, file)) continue;
    await store.files.remove(file._id);
    removed += 1;
  }
  return removed;
}

async function isDrafted(store: Services['store'], file: FileDocument): Promise<boolean> {
  const draftId = file.taskId ?? (file.processId === undefined ? undefined : startDraftId(file.processId, file.uploadedBy));
  const draft = draftId === undefined ? undefined : await store.drafts.byId(draftId);
  return draft !== undefined && JSON.stringify(draft.answers).includes(file._id);
}

/** Cleans up once an hour, and goes on with what other processes have left of records and imports every half minute, until the returned function is called. */
export function startHousekeeping(services: Services, imports: ImportRunner): () => void {
  const settle = (): void => {
    services.records.settleLeft().catch((error: unknown) => services.log.warn({ err: error }, 'Changes of records could not be told'));
    imports.resume().catch((error: unknown) => services.log.warn({ err: error }, 'Imports could not be gone on with'));
  };
  const clean = (): void => {
    services.store.drafts.forgetHandedIn(new Date(services.now().getTime() - HANDED_IN_LIFE_MS)).catch((error: unknown) => services.log.warn({ err: error }, 'Drafts that were handed in could not be forgotten'));
    removeOrphanedFiles(services).catch((error: unknown) => services.log.warn({ err: error }, 'Orphaned files could not be removed'));
  };
  const timer = setInterval(clean, HOUR_MS);
  const settling = setInterval(settle, SETTLE_MS);
  for (const one of [timer, settling]) one.unref();
  return () => [timer, settling].forEach((one) => clearInterval(one));
}
