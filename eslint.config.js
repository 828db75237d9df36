'use strict';
const tseslint = require('typescript-eslint');

/** One row per room: what it may import besides itself. The table in docs/architecture.md says why. */
const rooms = {
  feel: [],
  forms: ['feel'],
  'workflows/engine': ['feel', 'forms'],
  'workflows/bpmn': ['workflows/engine', 'feel'],
  workflows: ['workflows/engine', 'workflows/bpmn', 'feel', 'activities/contract'],
  activities: ['forms', 'feel', 'workflows'],
  worker: ['activities', 'workflows', 'forms', 'feel'],
  'web/api': ['forms', 'feel', 'workflows', 'activities'],
  'web/ui': ['forms', 'feel', 'workflows', 'web/api'],
};

module.exports = tseslint.config(
  { ignores: ['node_modules', 'dist', '.data', '.cache', 'coverage', '**/*.js'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }, { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' }],
    },
  },
);
