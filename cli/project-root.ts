import { resolve } from 'node:path';

/** The clone's top folder. */
export const projectRoot = resolve(__dirname, '..');
