import { namesIn } from '../../feel';
import type { FormDocument } from '../../forms/document';
import { branchFields, personFields } from '../../forms/fields';
import { routingVariables } from '../../forms/routing-variables';
import type { Element, Plan } from '../../workflows/engine/plan';
import { SHIPPED_JOB_TYPES } from '../jobs/types';
import { expressionsOf } from './plan-expressions';
import { calledProcesses, formIds, jobTypes } from './plan-references';

interface Checked {
  readonly plan: Plan;
  readonly forms: ReadonlyMap<string, FormDocument>;
  /** Plan hash by called process; null when it is not published. */
  readonly called: ReadonlyMap<string, string | null>;
}

/** Everything that keeps a compiled definition from being published. */
export function publishProblems({ plan, forms, called }: Checked): string[] {
  const missingForms = formIds(plan).filter((id) => !forms.has(id));
  const missingCalls = calledProcesses(plan).filter((id) => id !== plan.id && !called.get(id));
  const missingJobs = jobTypes(plan).filter(({ type }) => !SHIPPED_JOB_TYPES.has(type));
  return [
    ...missingForms.map((id) => `Form "${id}" does not exist`),
    ...missingCalls.map((id) => `Called process "${id}" is not published`),
    ...missingJobs.map(({ elementId, type }) => `Element "${elementId}" names the job type "${type}", which is not shipped`),
    ...withheldNames(plan, forms),
    ...unfitForLinks(plan, forms),
  ];
}

/** Expressions that name an answer which never becomes a variable, because it is personal or unbounded text. */
function withheldNames(plan: Plan, forms: ReadonlyMap<string, FormDocument>): string[] {
  const available = new Set<string>();
  const withheld = new Map<string, string>();
  for (const document of forms.values()) {
    for (const { name, isWithheld } of fieldsOf(document)) {
      if (isWithheld) withheld.set(name, document.id);
      else available.add(name);
    }
  }
  return Object.values(plan.elements).flatMap((element) =>
    expressionsOf(element).flatMap((expression) =>
      rootNames(expression)
        .filter((name) => withheld.has(name) && !available.has(name) && !isOwnVariable(element, name))
        .map((name) => `Element "${element.id}" uses "${name}" of form "${withheld.get(name)}", which stays in the database: mark the field "x-variable", or bound it with "maxLength"`),
    ),
  );
}

/** Somebody without an account sees no directory of people and no org tree, and needs a form to fill in. */
function unfitForLinks(plan: Plan, forms: ReadonlyMap<string, FormDocument>): string[] {
  const isByLink = ({ properties }: Pick<Element, 'properties'>): boolean => properties['boai:byLink'] === 'true';
  const tasks = Object.values(plan.elements).flatMap((element) => (element.kind === 'userTask' && isByLink(element) ? [{ name: `Element "${element.id}"`, form: element.form }] : []));
  const all = [...tasks, ...(isByLink(plan) ? [{ name: `Process "${plan.id}"`, form: plan.startForm }] : [])];
  return all.flatMap(({ name, form }) => {
    if (form === undefined) return [`${name} is filled in by a link (boai:byLink), but has no form`];
    const document = forms.get(form);
    if (document === undefined) return [];
    const strange = [...personFields(document).map(({ path }) => path), ...branchFields(document)];
    return strange.map((path) => `${name} is filled in by a link (boai:byLink): its form "${form}" must not ask for a person or a branch at "${path}"`);
  });
}

function fieldsOf(document: FormDocument): { readonly name: string; readonly isWithheld: boolean }[] {
  const { properties } = document.schema;
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.keys(properties).flatMap((name) => {
    const example = document.examples.find((answers) => Object.hasOwn(answers, name))?.[name];
    if (example === undefined) return [];
    // An example is plain JSON, as answers are.
    return [{ name, isWithheld: !Object.hasOwn(routingVariables(document, { [name]: example as never }), name) }];
  });
}

/** A name that the element's own inputs give is not the form's answer. */
function isOwnVariable(element: Element, name: string): boolean {
  return element.inputs.some(({ target }) => target.split('.')[0] === name);
}

function rootNames(expression: string): string[] {
  return [...new Set(namesIn(expression).map((path) => path.split('.')[0] ?? path))];
}
