'use strict';

/** A jest reporter that names, when the run is stopped, the suites that were under way: one of them may hang. */
module.exports = class ToldWhenStopped {
  constructor() {
    this.underWay = new Map();
    process.once('SIGTERM', () => {
      for (const [path, since] of this.underWay) process.stderr.write(`✗ under way when the run was stopped, for ${Math.round((Date.now() - since) / 1000)} s: ${path}\n`);
      process.exit(143);
    });
  }

  onTestFileStart({ path }) {
    this.underWay.set(path, Date.now());
  }

  onTestFileResult({ path }) {
    this.underWay.delete(path);
  }
};
