import { DONORS } from './rules/donors';
import { ELECTIONS } from './rules/elections';
import { RIGHTS } from './rules/rights';
import { SUPERVISION } from './rules/supervision';
import { brokenRules } from './support/rule-book';
import { formFiles, shippedForm } from './support/shipped';

/** One for each mission. */
const BOOKS = [DONORS, ELECTIONS, RIGHTS, SUPERVISION];
const everywhere = { contexts: Object.assign({}, ...BOOKS.map(({ contexts }) => contexts)), days: Object.assign({}, ...BOOKS.map(({ days }) => days)) };
const CASES = BOOKS.flatMap(({ cases }) => cases);

test.each(formFiles.map((file) => file.replace('/', '.').replace('.form.json', '')))('the first example of %s breaks no rule in its process', (form) => {
  expect(brokenRules(everywhere, { form, change: {} }).filter((id) => !id.startsWith('~'))).toEqual([]);
});

describe('the portal finds fault with', () => {
  test.each(CASES.filter(([, , rules]) => rules.length > 0))('%s', (_what, given, rules) => {
    expect(brokenRules(everywhere, given)).toEqual(rules);
  });
});

describe('the portal takes', () => {
  test.each(CASES.filter(([, , rules]) => rules.length === 0))('%s', (_what, given) => {
    expect(brokenRules(everywhere, given)).toEqual([]);
  });
});

test('every rule of every form is broken by some case', () => {
  const tried = new Set(CASES.flatMap(([, { form }, rules]) => rules.map((id) => `${form} ${id.replace('~', '')}`)));
  const untried = formFiles.flatMap((file) => {
    const form = shippedForm(file.replace('/', '.').replace('.form.json', ''));
    return (form.rules ?? []).map(({ id }) => `${form.id} ${id}`).filter((id) => !tried.has(id));
  });

  expect(untried).toEqual([]);
});
