'use strict';
const { statSync } = require('node:fs');

/** What takes longest, the longest first: begun last, one of them would keep a single process busy while the others are done. */
const LONGEST = [
  'portal/election-story', 'portal/quarter-story', 'faults/delivery', 'processes/sample-missions', 'portal/match-story', 'portal/registries', 'cli/commands', 'portal/together', 'faults/kill',
  'portal/links', 'portal/reaching', 'workflows/campaigns', 'workflows/mongodb-away', 'api/work', 'api/supervision', 'processes/sample-district', 'api/donor-missions', 'portal/calls', 'portal/instance', 'embedded/engines',
].map((name) => `test/${name}.test.ts`);

/** Orders suites for jest, which knows durations only where it has run before; those of no name come by size, as jest has them. */
module.exports = class LongestFirst {
  sort(tests) {
    const placed = tests.map((test) => {
      const place = LONGEST.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(name));
      return { test, place: place < 0 ? LONGEST.length : place, size: statSync(test.path).size };
    });
    return placed.sort((a, b) => a.place - b.place || b.size - a.size).map(({ test }) => test);
  }

  allFailedTests() {
    throw new Error('Which suites failed is not kept: name them');
  }

  cacheResults() {
    // Nothing is kept.
  }
};
