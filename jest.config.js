'use strict';

module.exports = {
  // Tests run in plain Node, where a module is loaded once for all of them; nothing here replaces a module.
  runner: 'jest-light-runner/child-process',
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  // Compiles TypeScript as it is loaded.
  setupFiles: [require.resolve('tsx')],
  setupFilesAfterEnv: ['<rootDir>/test/support/in-plain-node.ts'],
};
