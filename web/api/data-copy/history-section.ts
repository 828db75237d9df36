import type { RecordChangeDocument, RecordChangeKind, RecordDocument } from '../../../activities/store/record-documents';
import { districtDay } from '../../../activities/store/district-day';
import type { CopySection } from '../../../documents/data-copy';
import { answerWords, type WordNames } from '../../../forms/answer-words';
import type { RegistryDocument } from '../../../registries/document';
import { formOfRegistry } from '../../../registries/registry-form';
import type { Services } from '../services';

const KINDS: Readonly<Record<RecordChangeKind, string>> = { created: '登记', changed: '变更', imported: '导入', unmasked: '查看完整信息', erased: '删除' };

interface Fact {
  readonly label: string;
  readonly text: string;
}

/** What happened to the record: what it said before, and when it was looked at and why. */
export async function historySection({ store, config }: Services, document: RegistryDocument, record: RecordDocument, names: WordNames): Promise<CopySection[]> {
  const changes = await store.records.changes.ofRecord(document.id, record._id);
  const facts = await Promise.all([...changes].reverse().map((change) => factOf(store, document, change, { names, zone: config.zone })));
  return facts.length === 0 ? [] : [{ title: '变更和查看记录', note: '登记以来的变更和查看，最近的在后。', items: [{ facts }] }];
}

async function factOf({ personal }: Services['store'], document: RegistryDocument, { at, kind, reason, changes }: RecordChangeDocument, { names, zone }: { readonly names: WordNames; readonly zone: string }): Promise<Fact> {
  const said = (await personal.open({ reason }))['reason'];
  const form = formOfRegistry(document);
  const words = (field: string, value: unknown): string => answerWords(form, { [field]: value }, names).map(({ text }) => text).join('；') || '（空）';
  // A new record stands above in full.
  const lines = kind === 'created' ? [] : await Promise.all(changes.map(async ({ field, from, to }) => {
    const [before, after] = await Promise.all([personal.open({ [field]: from }), personal.open({ [field]: to })]);
    const [title = field] = answerWords(form, { [field]: after[field] ?? before[field] }, names).map(({ label }) => label);
    return `${title}：${words(field, before[field])}，改为${words(field, after[field])}`;
  }));
  return { label: `${districtDay(at, zone)} ${KINDS[kind]}`, text: [...(typeof said === 'string' ? [`理由：${said}`] : []), ...lines].join('\n') || '—' };
}
