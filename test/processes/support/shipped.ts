import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Value, Variables } from '../../../feel/types';
import type { FormDocument } from '../../../forms/document';
import { parseForm } from '../../../forms/parse-form';
import { compileBpmn } from '../../../workflows/bpmn';
import type { Plan } from '../../../workflows/engine/plan';

const root = join(__dirname, '../../..');
const processesDir = join(root, 'workflows/processes');
const catalogueDir = join(root, 'forms/catalogue');

interface ShippedLimit {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly value: Value;
  readonly unit: string;
  readonly basis: { readonly tag: string; readonly text: string };
}

/** Ids of the processes that we ship. */
export const processIds: readonly string[] = readdirSync(processesDir).filter((file) => file.endsWith('.bpmn')).map((file) => basename(file, '.bpmn'));

/** Files of the forms that we ship, `<process>/<step>.form.json`. */
export const formFiles: readonly string[] = readdirSync(catalogueDir).flatMap((folder) => readdirSync(join(catalogueDir, folder)).map((file) => `${folder}/${file}`));

export function processXml(id: string): string {
  return readFileSync(join(processesDir, `${id}.bpmn`), 'utf8');
}

export function rawForm(file: string): unknown {
  return JSON.parse(readFileSync(join(catalogueDir, file), 'utf8'));
}

export function limitsOf(id: string): readonly ShippedLimit[] {
  try {
    return JSON.parse(readFileSync(join(processesDir, `${id}.limits.json`), 'utf8')) as ShippedLimit[];
  } catch {
    return [];
  }
}

/** The variable `limits` of an instance. */
export function limitValues(id: string): Variables {
  return Object.fromEntries(limitsOf(id).map((limit) => [limit.id, limit.value]));
}

const forms = new Map<string, FormDocument>();

/** A shipped form by its id, parsed. */
export function shippedForm(id: string): FormDocument {
  const known = forms.get(id) ?? parseForm(rawForm(`${id.replace('.', '/')}.form.json`));
  forms.set(id, known);
  return known;
}

const plans = new Map<string, Plan>();

/** A shipped process, compiled. */
export async function shippedPlan(id: string): Promise<Plan> {
  const known = plans.get(id) ?? (await compileBpmn(processXml(id))).plan;
  plans.set(id, known);
  return known;
}
