import { exampleAnswers } from '../../forms/example-answers';
import { localize } from '../../forms/localize';
import { parseForm } from '../../forms/parse-form';
import { REVIEW_FORM, formOf, reviewForm } from './support/review-form';

test('English texts take the place of Chinese ones, and what has none stays Chinese', () => {
  const form = parseForm(reviewForm());

  const english = localize(form, 'en');

  expect(english.schema).toMatchObject({ properties: { result: { title: 'Result' }, issued: { title: '发出票数' }, contactMobile: { title: 'Mobile number' } } });
  expect(english.uiSchema).toMatchObject({ reason: { 'ui:placeholder': 'Say why' } });
  expect(form.schema).toMatchObject({ properties: { result: { title: '审查结果' } } });
  expect(localize(form, 'zh')).toBe(form);
});

test('a rehearsal answers the first example, or the defaults of the schema', () => {
  const withDefaults = parseForm(formOf({ a: { type: 'string', default: 'x' }, b: { type: 'object', properties: { c: { type: 'number', default: 1 } } }, d: { type: 'string' } }));

  expect(exampleAnswers(parseForm(reviewForm()))).toEqual(REVIEW_FORM.examples[0]);
  expect(exampleAnswers(withDefaults)).toEqual({ a: 'x', b: { c: 1 } });
});
