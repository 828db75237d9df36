import type { Store } from '../store/connect-store';

const MOBILE = /^1[3-9]\d{9}$/;

/** The mobile number in a record, `donor/<record id>`, read where it is needed; undefined when there is none, or it was erased. */
export async function numberOfRecord(store: Pick<Store, 'records'>, reference: string, field = 'phone'): Promise<string | undefined> {
  const slash = reference.indexOf('/');
  const record = slash < 1 ? undefined : await store.records.byId(reference.slice(0, slash), reference.slice(slash + 1));
  if (record === undefined) return undefined;
  const [values = {}] = await store.records.open([record]);
  const number = values[field];
  const digits = typeof number === 'string' ? number.replace(/[\s-]/g, '') : '';
  return MOBILE.test(digits) ? digits : undefined;
}
