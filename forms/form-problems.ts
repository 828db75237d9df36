import { checkExpression, namesIn, rootsIn } from '../feel/index';
import { FUNCTION_NAMES } from '../feel/function-names';
import type { FormDocument, FormRule } from './document';
import { checkExamples } from './check-examples';
import { placesIn } from './fill-text';
import type { InputProblem } from './invalid-input';
import { layersAt, propertyNames, rootLayers } from './layers';
import { joinPointer, resolvePointer, splitPointer } from './pointer';
import { compileSchema } from './schema-compiler';
import { uiProblems } from './ui-problems';

/** Everything wrong with a self-contained document of the right shape. */
export function formProblems(document: FormDocument): InputProblem[] {
  const compiled = compileSchema(document.schema);
  const others = [nameProblems, ruleProblems, needProblems, quoteProblems, defaultProblems, prefillProblems, uiProblems, textProblems].flatMap((check) => check(document));
  // Examples can be judged only by a schema that is itself sound.
  return 'problems' in compiled ? [...compiled.problems, ...others] : [...others, ...checkExamples(document, compiled.check)];
}

/** Answers become process variables and stand in rules by their names. */
function nameProblems({ schema }: FormDocument): InputProblem[] {
  return propertyNames(rootLayers(schema)).flatMap((name) => {
    const path = joinPointer(['schema', 'properties', name]);
    if (name === 'context') return [{ path, message: 'the name "context" belongs to the values that a task brings along' }];
    if (FUNCTION_NAMES.includes(name)) return [{ path, message: `"${name}" is the name of a FEEL function` }];
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? [] : [{ path, message: `"${name}" can't stand in expressions: use letters, digits and _` }];
  });
}

function ruleProblems(document: FormDocument): InputProblem[] {
  const rules = document.rules ?? [];
  return rules.flatMap((rule, index) => {
    const path = `/rules/${index}`;
    const twice = rules.findIndex((other) => other.id === rule.id) !== index;
    return [
      ...(twice ? [{ path: `${path}/id`, message: `another rule is called "${rule.id}"` }] : []),
      ...expressionProblems(document, rule.must, `${path}/must`, namesFor(document, rule)),
      ...(rule.when === undefined ? [] : expressionProblems(document, rule.when, `${path}/when`, namesFor(document, rule))),
      ...placeProblems(document, rule, path),
    ];
  });
}

function placeProblems({ schema }: FormDocument, { at, each }: FormRule, path: string): InputProblem[] {
  const item = each === undefined ? [] : [each, '0'];
  if (layersAt(schema, item).length === 0) return [{ path: `${path}/each`, message: `the form has no list "${each}"` }];
  return layersAt(schema, [...item, ...splitPointer(at)]).length > 0 ? [] : [{ path: `${path}/at`, message: `the form has no answer at "${at}"` }];
}

/** Rules see the answers and `context`, those for each item of a list `item` too. */
function namesFor({ schema }: FormDocument, { each }: FormRule): readonly string[] {
  return [...propertyNames(rootLayers(schema)), ...(each === undefined ? [] : ['item'])];
}

/** `names` are what an expression sees besides `context`: defaults see nothing else. */
function expressionProblems(document: FormDocument, expression: string, path: string, names: readonly string[]): InputProblem[] {
  const check = checkExpression(expression);
  if (!check.ok) return [{ path, message: `FEEL: ${check.message}` }];
  const strangers = rootsIn(expression).filter((root) => root !== 'context' && !names.includes(root));
  const unneeded = namesIn(expression).flatMap((name) => {
    const [root, needed] = name.split('.');
    return root === 'context' && needed !== undefined && document.needs?.includes(needed) !== true ? [needed] : [];
  });
  return [
    ...strangers.map((name) => ({ path, message: `"${name}" is neither an answer of this form nor "context"` })),
    ...[...new Set(unneeded)].map((name) => ({ path, message: `"context.${name}" is not among the form's needs` })),
  ];
}

function defaultProblems(document: FormDocument): InputProblem[] {
  const names = propertyNames(rootLayers(document.schema));
  return Object.entries(document.defaults ?? {}).flatMap(([name, expression]) => {
    const path = joinPointer(['defaults', name]);
    return [...(names.includes(name) ? [] : [{ path, message: `the form has no answer "${name}"` }]), ...expressionProblems(document, expression, path, [])];
  });
}

function needProblems({ needs = [], needTitles = {}, needChoices = {} }: FormDocument): InputProblem[] {
  return Object.entries({ needTitles, needChoices }).flatMap(([keyword, named]) => {
    const strangers = Object.keys(named).filter((name) => !needs.includes(name));
    return strangers.map((name) => ({ path: joinPointer([keyword, name]), message: `"${name}" is not among the form's needs` }));
  });
}

/** `{{name}}` quotes what the task brings along, in texts that are shown beside the task alone: the description, hints, and what rules say. */
function quoteProblems(document: FormDocument): InputProblem[] {
  const { needs = [] } = document;
  return textsOf(document, []).flatMap(([path, text]) => {
    const places = placesIn(text);
    if (places.length === 0) return [];
    const pointer = path[0] === 'en' ? splitPointer(path[1] ?? '') : path;
    const isShownThere = pointer[0] === 'description' || (pointer[0] === 'rules' && pointer[2] === 'message') || (pointer[0] === 'uiSchema' && pointer.at(-1) === 'ui:help');
    if (!isShownThere) return [{ path: joinPointer(path), message: 'only the description, "ui:help" and what rules say can quote the context' }];
    return places.filter((name) => !needs.includes(name)).map((name) => ({ path: joinPointer(path), message: `"${name}" is not among the form's needs` }));
  });
}

function textsOf(value: unknown, path: readonly string[]): (readonly [path: readonly string[], text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (path.length === 0 && name === 'examples' ? [] : textsOf(item, [...path, name])));
}

function prefillProblems(document: FormDocument): InputProblem[] {
  const names = propertyNames(rootLayers(document.schema));
  const strangers = Object.keys(document.prefill ?? {}).filter((name) => !names.includes(name));
  return strangers.map((name) => ({ path: joinPointer(['prefill', name]), message: `the form has no answer "${name}"` }));
}

/** English stands only where there is Chinese. */
function textProblems(document: FormDocument): InputProblem[] {
  return Object.keys(document.en ?? {}).flatMap((pointer) => {
    const segments = splitPointer(pointer);
    const isText = (segments[0] === 'schema' || segments[0] === 'uiSchema') && typeof resolvePointer(document, segments) === 'string';
    return isText ? [] : [{ path: joinPointer(['en', pointer]), message: 'there is no text in schema or uiSchema at this pointer' }];
  });
}
