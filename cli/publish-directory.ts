import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { markOldTexts } from '../activities/consents';
import type { Store } from '../activities/store/connect-store';
import type { LimitDocument } from '../activities/store/documents';
import { type Published, publishDefinition, saveForms } from '../activities/store/publish';
import { publishRegistries, type PublishedRegistry } from '../activities/store/publish-registry';
import type { FormDocument } from '../forms/document';
import { InvalidInput } from '../forms/invalid-input';
import { parseForm } from '../forms/parse-form';
import type { RegistryDocument } from '../registries/document';
import { parseRegistry } from '../registries/parse-registry';

export interface PublishDirectory {
  /** Holds `*.bpmn`, `*.form.json`, `*.limits.json` and `*.registry.json`, at any depth. */
  readonly directories: readonly string[];
  readonly by: string;
  readonly onPublished: (file: string, published: Published) => void;
  readonly onRegistry?: (published: PublishedRegistry) => void;
}

/** One line for each definition that could not be published. */
export class NotPublished extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'NotPublished';
  }
}

type ShippedLimit = Omit<LimitDocument, '_id' | 'processId' | 'limitId' | 'changedBy' | 'changedAt'> & { readonly id: string };

function filesIn(directories: readonly string[], ending: string): readonly string[] {
  return directories
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function readJson<T>(file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    throw new NotPublished([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

async function putLimits(store: Store, directories: readonly string[]): Promise<void> {
  for (const file of filesIn(directories, '.limits.json')) {
    const processId = basename(file, '.limits.json');
    const limits = await readJson<readonly ShippedLimit[]>(file);
    await store.limits.putShipped(limits.map(({ id, ...limit }) => ({ ...limit, processId, limitId: id })));
  }
}

async function putRegistries(store: Store, { directories, by, onRegistry }: PublishDirectory): Promise<void> {
  const files = filesIn(directories, '.registry.json');
  const documents: RegistryDocument[] = [];
  for (const file of files) documents.push(await told(file, async () => parseRegistry(await readJson<unknown>(file))));
  const published = await told('registries', () => publishRegistries(store, documents, by));
  await markOldTexts(store);
  for (const registry of published) onRegistry?.(registry);
}

/** What is wrong with a form or registry, with its file. */
async function told<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InvalidInput ? new NotPublished([`${file}: ${error.message}`]) : error;
  }
}

/**
 * Publishes every registry and definition of the directories with the forms and limits that lie there. What calls another process is
 * published after it; content that is the newest version already stays as it is. Throws `NotPublished` after trying all.
 */
export async function publishDirectory(store: Store, request: PublishDirectory): Promise<void> {
  const { directories, by, onPublished } = request;
  await putRegistries(store, request);
  await putLimits(store, directories);
  const forms: FormDocument[] = [];
  for (const file of filesIn(directories, '.form.json')) forms.push(await told(file, async () => parseForm(await readJson<unknown>(file))));
  let waiting = filesIn(directories, '.bpmn');
  for (;;) {
    const problems = new Map<string, string>();
    for (const file of waiting) {
      try {
        onPublished(file, await publishDefinition(store, { xml: await readFile(file, 'utf8'), forms, by }));
      } catch (error) {
        problems.set(file, error instanceof Error ? error.message : String(error));
      }
    }
    // A form that no process names may be one that is sent by link, or one for a later version.
    if (problems.size === 0) return saveForms(store, forms);
    // A process that one of these calls may have been published just now.
    if (problems.size === waiting.length) throw new NotPublished([...problems].map(([file, problem]) => `${file}: ${problem}`));
    waiting = [...problems.keys()];
  }
}
