import { compileForm, type CompiledForm } from '../../forms/compile-form';
import type { FormDocument } from '../../forms/document';
import { localize } from '../../forms/localize';
import { standaloneValidator } from '../../forms/standalone-validator';
import type { Store } from '../../activities/store/connect-store';
import type { FormView } from './contract';
import { notFound } from './refusal';

const KEEP = 200;

/** Form versions by content hash, compiled once each; a version never changes, so those used lately stay in memory. */
export class FormVersions {
  private readonly compiledForms = new Map<string, CompiledForm>();
  private readonly validators = new Map<string, string>();

  constructor(private readonly store: Store) {}

  /** Throws `NotFound` when no such version is stored. */
  async compiled(hash: string): Promise<CompiledForm> {
    const known = this.compiledForms.get(hash);
    if (known) return known;
    const version = await this.store.forms.byHash(hash);
    if (!version) throw notFound({ zh: '表单', en: 'The form' });
    return remember(this.compiledForms, hash, compileForm(version.document));
  }

  async document(hash: string): Promise<FormDocument> {
    return (await this.compiled(hash)).document;
  }

  async view(hash: string, locale: 'zh' | 'en'): Promise<FormView> {
    const document = await this.document(hash);
    return { id: document.id, hash, document: localize(document, locale), validatorUrl: `/api/forms/${hash}/validator.js` };
  }

  /** Source of the ES module that checks answers in the browser. */
  async validator(hash: string): Promise<string> {
    return this.validators.get(hash) ?? remember(this.validators, hash, standaloneValidator(await this.document(hash)));
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): T {
  const [oldest] = map.keys();
  if (map.size >= KEEP && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
  return value;
}
