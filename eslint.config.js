'use strict';
const tseslint = require('typescript-eslint');
const rooms = require('./eslint-rooms.js');

module.exports = tseslint.config(
  { ignores: ['node_modules', 'dist', '.data', '.cache', 'coverage', '**/*.js'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { house: { rules: { rooms } } },
    rules: {
      'house/rooms': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A leading underscore says that a part of what was taken apart is left aside.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
        { selector: "CallExpression[callee.property.name='slice'][callee.object.callee.property.name='toISOString'][callee.object.callee.object.arguments.length=0]", message: 'That is the day at Greenwich: use districtDay.' },
      ],
    },
  },
);
