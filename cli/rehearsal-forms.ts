import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../feel/types';
import type { FormDocument } from '../forms/document';
import { parseForm } from '../forms/parse-form';
import { rehearsalAnswers } from '../forms/rehearsal-answers';
import { routingVariables } from '../forms/routing-variables';
import type { RuleContext } from '../forms/rules';

/** Answers a form with its first example and suggested dates, as far as its answers become variables. */
export class RehearsalForms {
  readonly #files = new Map<string, string>();
  readonly #forms = new Map<string, FormDocument | undefined>();

  /** Forms are looked for under these folders, at any depth; folders that can't be read are left out. */
  constructor(folders: readonly string[]) {
    for (const folder of folders) for (const file of formFilesUnder(folder)) this.#remember(file);
  }

  /** `{}` when nobody has such a form, or it can't be read. */
  answersOf(formId: string, options: RuleContext): Variables {
    if (!this.#forms.has(formId)) this.#forms.set(formId, read(this.#files.get(formId)));
    const form = this.#forms.get(formId);
    return form === undefined ? {} : routingVariables(form, rehearsalAnswers(form, options));
  }

  #remember(file: string): void {
    try {
      const { id } = JSON.parse(readFileSync(file, 'utf8')) as { readonly id?: unknown };
      if (typeof id === 'string') this.#files.set(id, file);
    } catch {
      // Not a form: `boai check` tells what is wrong with it.
    }
  }
}

function read(file: string | undefined): FormDocument | undefined {
  if (file === undefined) return undefined;
  try {
    return parseForm(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function formFilesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.form.json') && !file.includes('node_modules'))
      .sort()
      .map((file) => join(folder, file));
  } catch {
    return [];
  }
}
