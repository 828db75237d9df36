'use strict';
// `npm test`: lets the TypeScript sources run as they are; the run itself is in run-all.ts.
import('tsx').then(() => require('./run-all.ts'));
