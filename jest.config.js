'use strict';

module.exports = {
  // Tests run in plain Node, where a module is loaded once for all of them; nothing here replaces a module.
  runner: 'jest-light-runner/child-process',
  // An engine's connection in a process that runs one suite would keep it for ever.
  forceExit: true,
  transform: {},
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  // Compiles TypeScript as it is loaded.
  setupFiles: [require.resolve('tsx')],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  reporters: ['default', '<rootDir>/test/support/told-when-stopped.js'],
  setupFilesAfterEnv: ['<rootDir>/test/support/in-plain-node.ts'],
};
