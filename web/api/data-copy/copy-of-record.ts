import type { CopyItem, CopySection, DataCopy } from '../../../documents/data-copy';
import { districtDay } from '../../../activities/store/district-day';
import { districtName } from '../../../activities/store/district-name';
import { subjectOfRecord } from '../../../activities/store/personal-subjects';
import type { RecordDocument } from '../../../activities/store/record-documents';
import { CONSENTS } from '../../../activities/records';
import { answerWords, type WordNames } from '../../../forms/answer-words';
import type { RegistryDocument } from '../../../registries/document';
import { fieldsOfRegistry } from '../../../registries/fields';
import { formOfRegistry } from '../../../registries/registry-form';
import type { Services } from '../services';
import { handedIn } from './handed-in';
import { historySection } from './history-section';
import { wordNames } from './word-names';

/**
 * Everything that the portal keeps about the person of a record, in words: the record, what other registries hold about
 * it, what was handed in about it, attachments, notes, and what happened to the record. Who of the staff did it stays out.
 */
export async function copyOfRecord(services: Services, document: RegistryDocument, record: RecordDocument): Promise<DataCopy> {
  const { store, config, now } = services;
  const names = await wordNames(services);
  const subject = subjectOfRecord(document.id, record._id);
  const [own, linked, submitted, history] = await Promise.all([
    itemsOf(services, document, [record], names), linkedSections(services, document, record._id, names), handedIn(services, subject, names), historySection(services, document, record, names),
  ]);
  const attachments = await attachmentSection(services, subject, config.zone);
  return {
    title: '个人信息副本',
    about: [
      `提供者：${await districtName(store)}　　生成日期：${districtDay(now(), config.zone)}`,
      '本副本依照《中华人民共和国个人信息保护法》第四十五条提供，列出系统中保存的关于您的全部个人信息。工作人员的姓名不在其中。',
      '认为有误或不完整的，可要求更正、补充；对处理有异议的，可向个人信息保护负责人提出。',
    ],
    sections: [
      { title: document.title.zh, items: own.map(({ facts }) => ({ facts })) },
      ...linked, ...submitted, ...attachments, ...history,
    ],
  };
}

/** All that names the record, registry by registry, a record once however many fields name it. */
async function linkedSections(services: Services, about: RegistryDocument, recordId: string, names: WordNames): Promise<CopySection[]> {
  const all = await services.store.registries.all();
  const sections = await Promise.all(all.map(async ({ document }): Promise<CopySection | undefined> => {
    const places: object[] = [...fieldsOfRegistry(document).values()].filter(({ record }) => record === about.id).map(({ name }) => ({ [`values.${name}`]: recordId }));
    if (document.id === CONSENTS) places.push({ 'values.registry': about.id, 'values.recordId': recordId });
    if (places.length === 0) return undefined;
    const found: RecordDocument[] = [];
    for await (const part of services.store.records.parts(document.id, { $or: places } as never, 500, { createdAt: 1 })) found.push(...part);
    return found.length === 0 ? undefined : { title: `${document.title.zh}（${found.length}条）`, items: await itemsOf(services, document, found, names) };
  }));
  return sections.filter((section) => section !== undefined);
}

/** Records in the words of their registry, and why they stand where they stand in lists. */
async function itemsOf({ store, config }: Services, document: RegistryDocument, records: readonly RecordDocument[], names: WordNames): Promise<(CopyItem & { readonly heading: string })[]> {
  const form = formOfRegistry(document);
  const opened = await store.records.open(records);
  return records.map((record, index) => {
    const scores = (document.scores ?? []).flatMap(({ id, title }) => {
      const score = record.scores[id];
      return score === undefined ? [] : [{ label: title.zh, text: `${score.points}分${score.reasons.length === 0 ? '' : `（${score.reasons.map(({ zh }) => zh).join('；')}）`}` }];
    });
    return { heading: `${index + 1}. ${districtDay(record.createdAt, config.zone)} 登记`, facts: [...answerWords(form, opened[index] ?? {}, names), ...scores] };
  });
}

async function attachmentSection({ store }: Services, subject: string, zone: string): Promise<CopySection[]> {
  const files = await store.files.ofSubject(subject);
  if (files.length === 0) return [];
  return [{ title: `附件（${files.length}份）`, note: '附件本身另行提供。', items: [{ facts: files.map(({ name, uploadedAt }) => ({ label: districtDay(uploadedAt, zone), text: name })) }] }];
}
