import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSENTS, textHashOf, type ConsentDocument } from '../../forms/consent';
import type { FormDocument } from '../../forms/document';
import { consentFields, fileFields } from '../../forms/fields';
import { InvalidInput } from '../../forms/invalid-input';
import { parseForm } from '../../forms/parse-form';
import { routingVariables } from '../../forms/routing-variables';

const folder = join(__dirname, '..', '..', 'forms', 'consents');
const form = (properties: object): object => ({ format: 1, id: 'test.form', title: { zh: '表' }, schema: { type: 'object', properties }, examples: [] });

function problemsOf(document: object): readonly string[] {
  try {
    parseForm(document);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test('every consent file is known by its purpose, in both languages', () => {
  const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ConsentDocument);

  expect([...CONSENTS.keys()].sort()).toEqual(files.map(({ purpose }) => purpose).sort());
  for (const { purpose, version, title, text } of files) {
    expect(CONSENTS.get(purpose)).toMatchObject({ version, textHash: textHashOf({ purpose, version, title, text }) });
    expect([title.en, text.en]).toEqual([expect.any(String), expect.any(String)]);
  }
});

test('a text’s hash tells any change of it', () => {
  const [consent] = CONSENTS.values();
  if (consent === undefined) throw new Error('There is no consent');

  const changed = textHashOf({ ...consent, text: { ...consent.text, zh: `${consent.text.zh}。` } });

  expect(changed).not.toBe(consent.textHash);
});

test('a form’s version carries the text that is agreed to, and its title where it has none', () => {
  const document = parseForm(form({ share: { type: 'boolean', 'x-consent': { purpose: 'share-with-registry' } }, relatives: { type: 'boolean', title: '亲友', 'x-consent': { purpose: 'contact-relatives' } } }));

  const { properties } = document.schema as { properties: Record<string, { title: string }> };
  expect(consentFields(document)).toEqual([{ path: '/share', ...CONSENTS.get('share-with-registry') }, { path: '/relatives', ...CONSENTS.get('contact-relatives') }]);
  expect([properties['share']?.title, properties['relatives']?.title]).toEqual([CONSENTS.get('share-with-registry')?.title.zh, '亲友']);
  expect(document.en?.['/schema/properties/share/title']).toBe(CONSENTS.get('share-with-registry')?.title.en);
});

test('a consent without a text, or that is no yes or no, is refused', () => {
  const problems = problemsOf(form({ a: { type: 'boolean', 'x-consent': { purpose: 'everything' } }, b: { type: 'string', 'x-consent': { purpose: 'publicity' } } }));

  expect(problems).toEqual(['/schema/properties/a/x-consent/purpose: there is no consent text for the purpose "everything"', '/schema/properties/b/type: a consent is given by a boolean']);
});

test('a signature is a small PNG, and never a variable', () => {
  const document: FormDocument = parseForm(form({ signature: { type: 'string', title: '签名', maxLength: 40, 'x-signature': true }, agreed: { type: 'boolean', 'x-consent': { purpose: 'follow-up' } } }));

  expect(fileFields(document)).toEqual([{ path: '/signature', accept: ['image/png'], maxBytes: 300_000, isSignature: true }]);
  expect(routingVariables(document, { signature: 'file-1', agreed: true })).toEqual({ agreed: true });
});
