import { CONSENTS as TEXTS } from '../forms/consent';
import type { OutsideMessage } from './deliver';
import { CONSENTS } from './records';
import type { Store } from './store/connect-store';
import type { RecordDocument } from './store/record-documents';

/** How long a withdrawal waits for an instance that subscribes later. */
const LIVES_MS = 30 * 24 * 3_600_000;

/** Whether a consent was given to the newest text of its purpose; a purpose without a text has none newer. */
export function textStateOf(purpose: string, version: number): '现行' | '旧版' {
  return version < (TEXTS.get(purpose)?.version ?? 0) ? '旧版' : '现行';
}

/** What instances hear when a consent ends: message `consent-withdrawn`, correlation key `record/<registry>/<id>`. */
export function consentWithdrawn({ _id, values, branchId }: RecordDocument): OutsideMessage {
  const [registry, recordId, purpose] = [values['registry'], values['recordId'], values['purpose']].map(String);
  return { id: `consent-withdrawn/${_id}`, name: 'consent-withdrawn', correlationKey: `record/${registry}/${recordId}`, variables: { registry: registry ?? '', recordId: recordId ?? '', purpose: purpose ?? '', consentId: _id, branchId }, livesMs: LIVES_MS };
}

/** Marks the consents to texts that are not the newest any more, for the list of who is to be asked again; how many were marked. Follows from the texts alone, and is no change of the record. */
export async function markOldTexts({ records }: Pick<Store, 'records'>): Promise<number> {
  const { collection } = records.of(CONSENTS).model;
  let marked = 0;
  for (const { purpose, version } of TEXTS.values()) {
    const older = { 'values.purpose': purpose, 'values.version': { $lt: version }, 'values.textState': { $ne: '旧版' } };
    marked += (await collection.updateMany(older, { $set: { 'values.textState': '旧版' } })).modifiedCount;
    await collection.updateMany({ 'values.purpose': purpose, 'values.version': version, 'values.textState': { $exists: false } }, { $set: { 'values.textState': '现行' } });
  }
  return marked;
}

/** The purposes for which the person of a record (`<registry>/<id>`) agreed to an older text, and has not been asked about the newest. */
export async function purposesToRenew({ records }: Pick<Store, 'records'>, record: string | undefined): Promise<string[]> {
  const [registry, recordId] = record?.split('/') ?? [];
  if (registry === undefined || recordId === undefined) return [];
  const inForce = await records.of(CONSENTS).find({ 'values.registry': registry, 'values.recordId': recordId, 'values.status': '有效' } as never);
  const agreed = inForce.map(({ values }) => ({ purpose: String(values['purpose']), version: Number(values['version']) }));
  const isOld = ({ purpose, version }: { readonly purpose: string; readonly version: number }): boolean => textStateOf(purpose, version) === '旧版';
  return [...new Set(agreed.filter(isOld).map(({ purpose }) => purpose))].filter((purpose) => !agreed.some((one) => one.purpose === purpose && !isOld(one)));
}
