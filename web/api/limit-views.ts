import type { Value } from '../../feel/types';
import type { InstanceDocument, LimitDocument } from '../../activities/store/documents';
import type { LimitView } from './contract';

/** Limits with their 依据; an instance keeps the values that it began under. */
export function limitViews(limits: readonly LimitDocument[], instance?: InstanceDocument): LimitView[] {
  const copied = instance?.state.scopes['root']?.variables['limits'];
  return limits.map(({ limitId, title, value, unit, basis }) => ({ id: limitId, title, value: copiedValue(copied, limitId) ?? value, unit, basis }));
}

function copiedValue(copied: Value | undefined, limitId: string): Value | undefined {
  if (typeof copied !== 'object' || copied === null || Array.isArray(copied)) return undefined;
  return Object.hasOwn(copied, limitId) ? (copied as { readonly [id: string]: Value })[limitId] : undefined;
}
