'use strict';
/** ESM-only packages that jest must compile. */
const esm = ['feelin', 'temporal-polyfill', 'temporal-utils', 'lezer-feel', '@lezer', '@bpmn-io', 'bpmn-moddle', 'moddle', 'moddle-xml', 'zeebe-bpmn-moddle', 'min-dash', 'saxen', '@x0k', 'file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit', 're2js', '@casl', '@ucast'];

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: { '^.+\\.(t|j|mj)sx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.map((name) => name.replace('/', '\\/')).join('|')})(/|$))`],
  // Ours are real engines on whatever machine this is: slow is no failure, only hanging is.
  testTimeout: 300_000,
};
