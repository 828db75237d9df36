import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shipped registry of consents, and a small one of those who give them. */
export const consentRegistries: readonly object[] = [
  { format: 1, id: 'donor', title: { zh: '示例志愿者' }, schema: { type: 'object', required: ['code'], properties: { code: { type: 'string', maxLength: 20, title: '编号' } } }, heading: 'code', list: { columns: ['code'], filters: [], sort: 'code' }, access: { read: ['hsc_coordinator', 'dpo'], edit: ['hsc_coordinator'] }, examples: [{ code: 'A1' }] },
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'registries', 'catalogue', 'consent.registry.json'), 'utf8')) as object,
];
