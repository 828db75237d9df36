import { currentKey, decryptBytes, encryptBytes, type KeyRing } from '../../codec/cipher';
import type { RegistryDocument } from '../../registries/document';
import { fieldsOfRegistry } from '../../registries/fields';

/** `~<key id>.<Base64 without what addresses would escape>` */
const SEALED = /^~([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/;

/**
 * A search term as it may stand in an address: addresses come into histories, proxies' logs and messages, so what may be
 * somebody's name or number goes sealed by the environment's key, for that registry alone.
 */
export function sealedTerm(keys: KeyRing, registry: string, text: string): string {
  const { id, key } = currentKey(keys);
  return `~${id}.${encryptBytes(key, Buffer.from(text), about(registry)).toString('base64url')}`;
}

/** The term as it was typed; undefined when it is not sealed, or not for this registry. */
export function openedTerm(keys: KeyRing, registry: string, term: string): string | undefined {
  const [, id, sealed = ''] = SEALED.exec(term) ?? [];
  const key = keys.find((one) => one.id === id);
  if (key === undefined) return undefined;
  try {
    return decryptBytes(key.key, Buffer.from(sealed, 'base64url'), about(registry)).toString();
  } catch {
    return undefined;
  }
}

/** Whether what is typed into the registry's search box may be personal. */
export function searchesPersonal(document: RegistryDocument): boolean {
  return (document.list.search ?? []).some((name) => fieldsOfRegistry(document).get(name)?.personal === true);
}

/** A view that is kept says nothing of anybody: without terms that are sealed. */
export function withoutTerms(query: string): string {
  const parts = [...new URLSearchParams(query)];
  const kept = parts.filter(([, value]) => !value.split(',').some((part) => SEALED.test(part)));
  return kept.length === parts.length ? query : new URLSearchParams(kept).toString();
}

function about(registry: string): string {
  return `search/${registry}`;
}
