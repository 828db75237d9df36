import { districtDay } from '../../../activities/store/district-day';
import type { InstanceDocument, SubmissionDocument } from '../../../activities/store/documents';
import type { CopyItem, CopySection } from '../../../documents/data-copy';
import { answerWords, type WordNames } from '../../../forms/answer-words';
import type { Services } from '../services';

type Instance = Pick<InstanceDocument, '_id' | 'title' | 'startedAt'>;

/** What was handed in at instances that the subject's key seals, instance by instance, and what was noted beside them. */
export async function handedIn(services: Services, subject: string, names: WordNames): Promise<CopySection[]> {
  const instances: readonly Instance[] = await services.store.instances.find({ subject }, { sort: { startedAt: 1 }, without: ['state'] });
  const sections = await Promise.all(instances.map((instance) => sectionOf(services, instance, names)));
  return sections.filter(({ items }) => items.length > 0);
}

async function sectionOf(services: Services, instance: Instance, names: WordNames): Promise<CopySection> {
  const { store, config } = services;
  const [submissions, comments] = await Promise.all([store.submissions.acceptedOf(instance._id), store.comments.ofInstance(instance._id)]);
  const items = await Promise.all([...submissions].reverse().map((submission) => itemOf(services, submission, names)));
  const notes = comments.map(({ at, text }) => ({ label: `${districtDay(at, config.zone)} 留言`, text }));
  return {
    title: `办理记录：${instance.title}（${districtDay(instance.startedAt, config.zone)}起）`,
    items: [...items.filter((item) => item !== undefined), ...(notes.length === 0 ? [] : [{ heading: '留言', facts: notes }])],
  };
}

async function itemOf({ store, forms, config }: Services, { at, formHash, answers }: SubmissionDocument, names: WordNames): Promise<CopyItem | undefined> {
  if (formHash === undefined) return undefined;
  const [form, opened] = await Promise.all([forms.document(formHash), store.personal.open(answers)]);
  const facts = answerWords(form, opened, names);
  return facts.length === 0 ? undefined : { heading: `${districtDay(at, config.zone)}　${form.title.zh}`, facts };
}
