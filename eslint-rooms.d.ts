import type { Rule } from 'eslint';

/** The lint rule of eslint-rooms.js. */
declare const rooms: Rule.RuleModule;
export = rooms;
