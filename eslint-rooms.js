'use strict';
const { dirname, relative, resolve, sep } = require('node:path');

/**
 * One row per room: which other rooms its files may import. A room's own files are always allowed.
 * `types:` before a name allows `import type` alone. The longest name that fits a path is its room; what stands in no
 * room may import everything.
 */
const ROOMS = {
  config: [],
  feel: [],
  codec: [],
  forms: ['feel', 'types:workflows/engine'],
  registries: ['forms', 'feel', 'types:workflows/engine'],
  documents: ['feel', 'forms', 'types:workflows/engine'],
  'workflows/engine': ['feel', 'types:forms'],
  'workflows/bpmn': ['workflows/engine', 'feel', 'forms'],
  workflows: ['workflows/engine', 'workflows/bpmn', 'feel', 'types:activities/contract', 'codec'],
  'activities/contract': ['types:feel', 'types:workflows/engine'],
  activities: ['activities/contract', 'config', 'codec', 'registries', 'documents', 'forms', 'feel', 'workflows', 'workflows/engine', 'workflows/bpmn', 'client'],
  client: ['codec', 'feel', 'forms', 'workflows', 'workflows/engine', 'activities', 'activities/contract'],
  worker: ['config', 'codec', 'client', 'activities', 'activities/contract', 'workflows', 'workflows/engine', 'workflows/bpmn', 'registries', 'forms', 'feel'],
  'web/api': ['config', 'codec', 'client', 'registries', 'documents', 'forms', 'feel', 'workflows', 'workflows/engine', 'workflows/bpmn', 'activities', 'activities/contract', 'web'],
  'web/ui': ['forms', 'feel', 'workflows/engine', 'workflows/bpmn', 'types:web/api'],
  web: ['config', 'codec', 'client', 'activities', 'activities/contract', 'web/api', 'registries', 'forms', 'feel', 'workflows'],
};
/** Rooms that the product's rooms never import, though these import them. */
const OUTSIDE = ['cli', 'embedded', 'bench', 'test'];
const KNOWN = [...Object.keys(ROOMS), ...OUTSIDE].sort((a, b) => b.length - a.length);

function roomOf(path) {
  return KNOWN.find((room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`));
}

/** Reports a relative import that leads into a room which the importing file's room may not see. */
module.exports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const room = roomOf(file);
    const allowed = room === undefined ? undefined : ROOMS[room];
    if (allowed === undefined) return {};
    function check(source, kind) {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = roomOf(relative(context.cwd, resolve(dirname(context.filename), source.value)).split(sep).join('/'));
      if (target === undefined || target === room || allowed.includes(target)) return;
      if (kind === 'type' && allowed.includes(`types:${target}`)) return;
      context.report({ node: source, message: `${room} may not import ${target}; it may import ${allowed.join(', ') || 'no other room'}.` });
    }
    return {
      ImportDeclaration: (node) => check(node.source, node.importKind),
      ExportNamedDeclaration: (node) => check(node.source, node.exportKind),
      ExportAllDeclaration: (node) => check(node.source, node.exportKind),
      ImportExpression: (node) => check(node.source),
    };
  },
};
