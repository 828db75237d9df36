import type { Variables } from '../feel/types';
import type { FormDocument } from './document';
import { exampleAnswers } from './example-answers';
import { memberLayers, rootLayers } from './layers';
import { defaultAnswers, type RuleContext } from './rules';

/**
 * What somebody in a rehearsal answers: the form's first example, with the dates that its defaults suggest on that day.
 * An example can't know when it will be used, and its dates would all lie in the past.
 */
export function rehearsalAnswers(document: FormDocument, options: RuleContext): Variables {
  const root = rootLayers(document.schema);
  const isDate = (name: string): boolean => memberLayers(root, name).some(({ schema }) => schema['format'] === 'date');
  const dates = Object.entries(defaultAnswers(document, options)).filter(([name]) => isDate(name));
  return { ...exampleAnswers(document), ...Object.fromEntries(dates) };
}
