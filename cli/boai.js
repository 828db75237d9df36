#!/usr/bin/env node
'use strict';
// Lets the TypeScript sources run as they are; everything else lives in main.ts.
require('tsx/cjs');
require('./main.ts');
