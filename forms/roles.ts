import type { LocalText } from '../workflows/engine/plan';

/** A role that a post gives to a person. */
export interface Role {
  readonly id: string;
  readonly name: LocalText;
  /** Held at one branch rather than at the district. */
  readonly ofBranch: boolean;
}

/** Every role that models and forms may name. */
export const ROLES: readonly Role[] = [
  { id: 'admin', name: { zh: '系统管理员', en: 'Administrator' }, ofBranch: false },
  { id: 'district_president', name: { zh: '区红十字会会长', en: 'District president' }, ofBranch: false },
  { id: 'district_exec_vp', name: { zh: '常务副会长', en: 'Executive vice-president' }, ofBranch: false },
  { id: 'district_secgen', name: { zh: '区秘书长', en: 'District secretary-general' }, ofBranch: false },
  { id: 'district_org_officer', name: { zh: '组织宣传干部', en: 'Organisation officer' }, ofBranch: false },
  { id: 'hsc_coordinator', name: { zh: '造血干细胞捐献协调员', en: 'Stem-cell coordinator' }, ofBranch: false },
  { id: 'hsc_volunteer', name: { zh: '捐献服务志愿者', en: 'Donor-service volunteer' }, ofBranch: false },
  { id: 'inspection_lead', name: { zh: '督导组长', en: 'Inspection lead' }, ofBranch: false },
  { id: 'inspector', name: { zh: '督导员', en: 'Inspector' }, ofBranch: false },
  { id: 'finance_officer', name: { zh: '财务专管员', en: 'Finance officer' }, ofBranch: false },
  { id: 'supervisory_board', name: { zh: '监事会', en: 'Supervisory board' }, ofBranch: false },
  { id: 'dpo', name: { zh: '个人信息保护负责人', en: 'Data protection officer' }, ofBranch: false },
  { id: 'branch_hon_president', name: { zh: '名誉会长', en: 'Honorary president' }, ofBranch: true },
  { id: 'branch_president', name: { zh: '基层会长', en: 'Branch president' }, ofBranch: true },
  { id: 'branch_vp', name: { zh: '基层副会长', en: 'Branch vice-president' }, ofBranch: true },
  { id: 'branch_secretary', name: { zh: '基层秘书长', en: 'Branch secretary' }, ofBranch: true },
  { id: 'prep_team', name: { zh: '换届筹备组', en: 'Preparatory team' }, ofBranch: true },
  { id: 'teller', name: { zh: '计票人', en: 'Teller' }, ofBranch: true },
  { id: 'scrutineer', name: { zh: '监票人', en: 'Scrutineer' }, ofBranch: true },
];
