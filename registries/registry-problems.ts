import { checkExpression, namesIn, rootsIn } from '../feel/index';
import type { InputProblem } from '../forms/invalid-input';
import { layersAt, walkFields } from '../forms/layers';
import { joinPointer } from '../forms/pointer';
import { ROLES } from '../forms/roles';
import type { RegistryDocument } from './document';
import { fieldsOfRegistry, type RegistryField } from './fields';
import { personalPaths } from './personal';

type Fields = ReadonlyMap<string, RegistryField>;

/** What a score's expressions may name besides fields. */
const OWN_NAMES: readonly string[] = ['id', 'branchId'];

/** Everything wrong with a document whose form is sound. */
export function registryProblems(document: RegistryDocument): InputProblem[] {
  const fields = fieldsOfRegistry(document);
  return [nameProblems, keywordProblems, headingProblems, keyProblems, ownerProblems, listProblems, accessProblems, scoreProblems].flatMap((check) => check(document, fields));
}

/** Records are given to expressions with their id, branch and scores beside their fields. */
function nameProblems({ branch }: RegistryDocument, fields: Fields): InputProblem[] {
  return [...fields.keys()].flatMap((name) => {
    const taken = ['id', 'scores', 'revision'].includes(name) || (name === 'branchId' && branch !== 'branchId');
    return taken ? [{ path: joinPointer(['schema', 'properties', name]), message: `every record has a "${name}" of its own${name === 'branchId' ? '; name this field as "branch", or call it something else' : ''}` }] : [];
  });
}

function keywordProblems({ schema }: RegistryDocument): InputProblem[] {
  const problems: InputProblem[] = [];
  walkFields(schema, (path, layers) => {
    const has = (keyword: string): boolean => layers.some((layer) => layer.schema[keyword] !== undefined && layer.schema[keyword] !== false);
    // A mask may stand on a part of what is personal as a whole.
    const within = path.some((_, depth) => layersAt(schema, path.slice(0, depth + 1)).some((layer) => layer.schema['x-pii'] === true));
    const at = joinPointer(['schema', ...path.flatMap((name) => (name === '*' ? ['items'] : ['properties', name]))]);
    if (has('x-mask') && !within) problems.push({ path: at, message: '"x-mask" stands on a field that is not "x-pii"' });
    if (has('x-lookup') && !has('x-pii')) problems.push({ path: at, message: '"x-lookup" stands on a field that is not "x-pii": others are searched as they are' });
    if (has('x-lookup') && (path.length > 1 || layers.some((layer) => ['array', 'object'].includes(String(layer.schema['type']))))) problems.push({ path: at, message: '"x-lookup" needs a plain field of the record itself' });
    if (has('x-file')) problems.push({ path: at, message: 'a registry keeps no files: they belong to instances' });
  });
  return problems;
}

function headingProblems({ heading }: RegistryDocument, fields: Fields): InputProblem[] {
  const field = fields.get(heading);
  if (field === undefined) return [missing('/heading', heading)];
  return isPlain(field) ? [] : [{ path: '/heading', message: `"${heading}" is a ${field.kind}, and can't name a record` }];
}

function keyProblems({ key = [] }: RegistryDocument, fields: Fields): InputProblem[] {
  return key.flatMap((name, index) => {
    const path = `/key/${index}`;
    const field = fields.get(name);
    if (field === undefined) return [missing(path, name)];
    return isPlain(field) ? [] : [{ path, message: `"${name}" is a ${field.kind}, and can't be part of a key` }];
  });
}

function ownerProblems({ branch, subject }: RegistryDocument, fields: Fields): InputProblem[] {
  const owner = branch === undefined ? undefined : fields.get(branch);
  const about = subject === undefined ? undefined : fields.get(subject);
  return [
    ...(branch === undefined || owner?.isBranch === true ? [] : [owner === undefined ? missing('/branch', branch) : { path: '/branch', message: `"${branch}" is not marked "x-branch"` }]),
    ...(subject === undefined || about?.record !== undefined ? [] : [about === undefined ? missing('/subject', subject) : { path: '/subject', message: `"${subject}" is not marked "x-record"` }]),
    ...(about?.record !== undefined && !about.isRequired ? [{ path: '/subject', message: `"${about.name}" must be required: without it nothing could seal the record` }] : []),
  ];
}

function listProblems({ list }: RegistryDocument, fields: Fields): InputProblem[] {
  const sort = list.sort.replace(/^-/, '');
  return [
    ...list.columns.flatMap((name, index) => (fields.has(name) ? [] : [missing(`/list/columns/${index}`, name)])),
    ...list.filters.flatMap((name, index) => filterProblems(`/list/filters/${index}`, name, fields.get(name))),
    ...(list.search ?? []).flatMap((name, index) => searchProblems(`/list/search/${index}`, name, fields.get(name))),
    ...sortProblems(sort, fields.get(sort)),
  ];
}

function filterProblems(path: string, name: string, field: RegistryField | undefined): InputProblem[] {
  if (field === undefined) return [missing(path, name)];
  if (field.personal && !field.lookup) return [{ path, message: `"${name}" is personal, and can be searched by only with "x-lookup"` }];
  return field.kind === 'group' ? [{ path, message: `"${name}" is a group, and no list can be narrowed by it` }] : [];
}

function searchProblems(path: string, name: string, field: RegistryField | undefined): InputProblem[] {
  if (field === undefined) return [missing(path, name)];
  if (field.personal && !field.lookup) return [{ path, message: `"${name}" is personal, and can be searched by only with "x-lookup"` }];
  return field.kind === 'text' ? [] : [{ path, message: `"${name}" is no text: make it a filter` }];
}

function sortProblems(name: string, field: RegistryField | undefined): InputProblem[] {
  const path = '/list/sort';
  if (field === undefined) return [missing(path, name)];
  if (field.personal) return [{ path, message: `"${name}" is personal, and is stored sealed: it has no order` }];
  return isPlain(field) ? [] : [{ path, message: `"${name}" is a ${field.kind}, and has no order` }];
}

function accessProblems({ access, managed }: RegistryDocument): InputProblem[] {
  const roles = new Set(ROLES.map(({ id }) => id));
  const unknown = Object.entries(access).flatMap(([kind, ids]) => ids.flatMap((id: string, index: number) => (roles.has(id) ? [] : [{ path: `/access/${kind}/${index}`, message: `there is no role "${id}"` }])));
  const blind = [...access.edit, ...(access.unmask ?? [])].filter((id) => !access.read.includes(id));
  return [
    ...unknown,
    ...[...new Set(blind)].map((id) => ({ path: '/access/read', message: `"${id}" may do more than read, but not read` })),
    ...(managed === true && access.edit.length > 0 ? [{ path: '/access/edit', message: 'processes alone write a managed registry' }] : []),
  ];
}

function scoreProblems(document: RegistryDocument, fields: Fields): InputProblem[] {
  const scores = document.scores ?? [];
  return scores.flatMap((score, index) => {
    const path = `/scores/${index}`;
    const twice = scores.findIndex(({ id }) => id === score.id) !== index;
    return [
      ...(twice ? [{ path: `${path}/id`, message: `another score is called "${score.id}"` }] : []),
      ...score.factors.flatMap((factor, at) => [
        ...(score.factors.findIndex(({ id }) => id === factor.id) === at ? [] : [{ path: `${path}/factors/${at}/id`, message: `another factor is called "${factor.id}"` }]),
        ...factorProblems(document, fields, factor.when, `${path}/factors/${at}/when`),
      ]),
    ];
  });
}

function factorProblems(document: RegistryDocument, fields: Fields, expression: string, path: string): InputProblem[] {
  const check = checkExpression(expression);
  if (!check.ok) return [{ path, message: `FEEL: ${check.message}` }];
  const personal = personalPaths(document).map((pointer) => pointer.split('/').filter((part) => part !== '' && part !== '*').join('.'));
  const strangers = rootsIn(expression).filter((root) => !fields.has(root) && !OWN_NAMES.includes(root));
  const named = namesIn(expression).filter((name) => personal.some((one) => name === one || name.startsWith(`${one}.`)));
  return [
    ...strangers.map((name) => ({ path, message: `"${name}" is no field of this registry` })),
    ...named.map((name) => ({ path, message: `"${name}" is personal: a score looks at what is not` })),
  ];
}

function missing(path: string, name: string): InputProblem {
  return { path, message: `the registry has no field "${name}"` };
}

function isPlain({ kind }: RegistryField): boolean {
  return kind !== 'list' && kind !== 'group';
}
