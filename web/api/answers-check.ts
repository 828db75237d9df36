import { checkAnswers } from '../../forms/check-answers';
import type { CompiledForm } from '../../forms/compile-form';
import type { AnswerProblem, FormDocument } from '../../forms/document';
import { branchFields, fileFields, personFields } from '../../forms/fields';
import type { RuleContext } from '../../forms/rules';
import type { LocalText } from '../../workflows/engine/plan';
import { accepts } from './file-types';
import { Refusal } from './refusal';
import type { Services } from './services';
import { valuesAt } from './submission-views';
import type { Actor } from './viewer';

type Answers = { readonly [name: string]: unknown };

/** Throws `InvalidAnswers` with everything wrong; warnings pass. */
export async function mustBeValid(services: Services, actor: Actor, compiled: CompiledForm, answers: Answers, options: RuleContext): Promise<void> {
  const problems = checkAnswers(compiled, answers, options).filter((problem) => problem.level === 'error');
  // What is named is looked up only once the answers have their shape.
  if (problems.length === 0) problems.push(...(await nobodyAndNothing(services, actor, compiled.document, answers)));
  if (problems.length > 0) throw new Refusal('InvalidAnswers', { zh: '有内容需要修改，请看标出的各项。', en: 'Some answers need a change; see the marked fields.' }, { problems });
}

/** Files, people and branches that the answers name and that are not there, or not the actor's to name. */
async function nobodyAndNothing(services: Services, actor: Actor, document: FormDocument, answers: Answers): Promise<AnswerProblem[]> {
  return (await Promise.all([fileProblems(services, actor, document, answers), personProblems(services, document, answers), branchProblems(services, document, answers)])).flat();
}

async function fileProblems({ store }: Services, actor: Actor, document: FormDocument, answers: Answers): Promise<AnswerProblem[]> {
  const fields = fileFields(document);
  const files = new Map((await store.files.byIds(namedBy(answers, fields))).map((file) => [file._id, file]));
  return fields.flatMap((field) =>
    named(answers, field.path).flatMap((id) => {
      const file = files.get(id);
      // Nobody signs with another's signature.
      const usable = file !== undefined && (file.uploadedBy === actor.id || (field.isSignature !== true && file.branchId !== undefined && actor.can('read', 'Instance', { branchId: file.branchId })));
      if (!usable) return [problem(field.path, 'x-file', { zh: '附件已不存在，请重新上传。', en: 'The attachment is gone; upload it again.' })];
      if (!accepts(field.accept, file.type)) return [problem(field.path, 'x-file', { zh: `附件“${file.name}”的类型不允许。`, en: `The type of the attachment “${file.name}” is not allowed here.` })];
      if (file.bytes > field.maxBytes) return [problem(field.path, 'x-file', { zh: `附件“${file.name}”太大。`, en: `The attachment “${file.name}” is too large.` })];
      return [];
    }),
  );
}

async function personProblems({ store }: Services, document: FormDocument, answers: Answers): Promise<AnswerProblem[]> {
  const fields = personFields(document);
  const people = new Map((await store.people.byIds(namedBy(answers, fields))).map((person) => [person._id, person]));
  return fields.flatMap(({ path, role }) =>
    named(answers, path).flatMap((id) => {
      const person = people.get(id);
      const fits = person !== undefined && !person.disabled && (role === undefined || person.posts.some((post) => post.role === role));
      return fits ? [] : [problem(path, 'x-person', { zh: '所选人员不存在或不能担任。', en: 'This person does not exist, or does not hold the post.' })];
    }),
  );
}

async function branchProblems({ store }: Services, document: FormDocument, answers: Answers): Promise<AnswerProblem[]> {
  const fields = branchFields(document).map((path) => ({ path }));
  const branches = new Set((await store.branches.byIds(namedBy(answers, fields))).map((branch) => branch._id));
  return fields.flatMap(({ path }) => named(answers, path).flatMap((id) => (branches.has(id) ? [] : [problem(path, 'x-branch', { zh: '所选组织不存在。', en: 'This branch does not exist.' })])));
}

function namedBy(answers: Answers, fields: readonly { readonly path: string }[]): string[] {
  return fields.flatMap(({ path }) => named(answers, path));
}

function named(answers: Answers, path: string): string[] {
  return valuesAt(answers, path.split('/').slice(1)).filter((value): value is string => typeof value === 'string');
}

function problem(path: string, rule: string, message: LocalText): AnswerProblem {
  return { at: path.replaceAll('/*', '/0'), message, rule, level: 'error' };
}
