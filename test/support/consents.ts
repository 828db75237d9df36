import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shipped registry of consents, and small ones of those who give them, and of contacts with them. */
export const consentRegistries: readonly object[] = [
  { format: 1, id: 'donor', title: { zh: '示例志愿者' }, schema: { type: 'object', required: ['code'], properties: { code: { type: 'string', maxLength: 20, title: '编号' } } }, heading: 'code', list: { columns: ['code'], filters: [], sort: 'code' }, access: { read: ['hsc_coordinator', 'dpo'], edit: ['hsc_coordinator'] }, examples: [{ code: 'A1' }] },
  { format: 1, id: 'contact', title: { zh: '示例联系' }, schema: { type: 'object', required: ['donorId'], properties: { donorId: { type: 'string', maxLength: 40, 'x-record': { registry: 'donor' }, title: '志愿者' }, code: { type: 'string', maxLength: 20, title: '编号', 'x-pii': true } } }, subject: 'donorId', heading: 'donorId', managed: true, list: { columns: ['donorId'], filters: [], sort: 'donorId' }, access: { read: ['hsc_coordinator', 'dpo'], edit: [] }, examples: [{ donorId: 'd1', code: 'A1' }] },
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'registries', 'catalogue', 'consent.registry.json'), 'utf8')) as object,
];
