import type { RegistryDocument } from '../../../registries/document';
import { fieldsOfRegistry } from '../../../registries/fields';
import type { LocalText } from '../../../workflows/engine/plan';
import type { Services } from '../services';

/** What a text in a reference column means: an id, or why it means nothing. */
export type Reference = { readonly id: string } | { readonly message: LocalText };

/** Looks up branches, people and records that cells name, in a few queries for the whole file. */
export class References {
  private constructor(private readonly branches: Map<string, readonly string[]>, private readonly people: ReadonlyMap<string, readonly string[]>, private readonly store: Services['store']) {}

  static async of({ store }: Pick<Services, 'store'>, document: RegistryDocument): Promise<References> {
    const fields = [...fieldsOfRegistry(document).values()];
    const [branches, people] = await Promise.all([
      fields.some(({ isBranch }) => isBranch) ? store.branches.all() : [],
      fields.some(({ schema }) => schema['x-person'] !== undefined) ? store.people.find({ disabled: false }) : [],
    ]);
    return new References(
      byName(branches.flatMap(({ _id, name }) => [[_id, _id], [name, _id], [name.replace(/（示例）$/, ''), _id]] as const)),
      byName(people.flatMap(({ _id, login, name }) => [[_id, _id], [login, _id], [name, _id]] as const)),
      store,
    );
  }

  /** A branch that the file itself adds: rows below may name it. */
  addBranch(id: string, name: string): void {
    for (const text of [id, name, name.replace(/（示例）$/, '')]) if (this.branches.get(text)?.includes(id) !== true) this.branches.set(text, [...(this.branches.get(text) ?? []), id]);
  }

  branch(text: string): Reference {
    return one(this.branches.get(text), { zh: `没有名为“${text}”的组织，请按组织名称或编号填写。`, en: `There is no branch “${text}”; write its name or id.` }, { zh: `有多个组织叫“${text}”，请填写组织编号。`, en: `Several branches are called “${text}”; write the id.` });
  }

  person(text: string): Reference {
    return one(this.people.get(text), { zh: `没有“${text}”这个人员账号，请按姓名或登录名填写。`, en: `There is no account “${text}”; write a name or a login.` }, { zh: `有多人叫“${text}”，请填写登录名。`, en: `Several people are called “${text}”; write the login.` });
  }

  /** Records by id, or by the value of their one-field key. */
  async records(registryId: string, texts: readonly string[]): Promise<ReadonlyMap<string, Reference>> {
    const wanted = [...new Set(texts)];
    const registry = await this.store.registries.latest(registryId);
    const { lookups } = this.store.records;
    const keyField = registry?.document.key?.length === 1 ? registry.document.key[0] : undefined;
    const keys = new Map(registry === undefined || keyField === undefined ? [] : wanted.map((text) => [text, lookups.keyCandidates(registry.document, { [keyField]: text })] as const));
    const found = registry === undefined || wanted.length === 0 ? [] : await this.store.records.of(registryId).find({ $or: [{ _id: { $in: wanted } }, { key: { $in: [...keys.values()].flat() } }] }, { without: ['values', 'outbox'] });
    return new Map(wanted.map((text): [string, Reference] => {
      const record = found.find(({ _id, key }) => _id === text || (key !== undefined && keys.get(text)?.includes(key)));
      return [text, record === undefined ? { message: { zh: `“${registry?.document.title.zh ?? registryId}”里没有这条记录，请填写其编号。`, en: 'There is no such record; write its number.' } } : { id: record._id }];
    }));
  }
}

function byName(pairs: readonly (readonly [string, string])[]): Map<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const [name, id] of pairs) if (map.get(name)?.includes(id) !== true) map.set(name, [...(map.get(name) ?? []), id]);
  return map;
}

function one(ids: readonly string[] | undefined, none: LocalText, several: LocalText): Reference {
  const [id, ...others] = ids ?? [];
  if (id === undefined) return { message: none };
  return others.length === 0 ? { id } : { message: several };
}
