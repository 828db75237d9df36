import type { WordNames } from '../../../forms/answer-words';
import type { Services } from '../services';

/** What branches are called; a file is called by its name where it stands among the attachments. */
export async function wordNames({ store, config }: Pick<Services, 'store' | 'config'>): Promise<WordNames> {
  const branches = new Map((await store.branches.find({})).map(({ _id, name }) => [_id, name]));
  return { branch: (id) => branches.get(id) ?? id, file: () => '（见附件）', zone: config.zone };
}
