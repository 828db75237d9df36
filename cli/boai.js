#!/usr/bin/env node
'use strict';
// Lets the TypeScript sources run as they are, loaded at once or later; everything else lives in main.ts.
import('tsx').then(() => require('./main.ts'));
