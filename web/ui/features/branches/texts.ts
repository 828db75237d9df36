import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '基层组织', list: '列表', tree: '组织树', views: '查看方式', export: '导出 Excel', search: '按名称查找', town: '所属镇街', kind: '类型', everyKind: '全部类型', term: '任期', everyTerm: '全部任期',
    overdue: '已超期', in6: '6个月内到期', in12: '12个月内到期', later: '12个月以后到期', name: '名称', parent: '上级', termNo: '届次', termEnd: '任期届满', daysLeft: '剩余', president: '会长', secretary: '秘书长', members: '会员', running: '在办事项',
    nothing: '没有符合条件的基层组织。换个条件再试。', no: (n: number) => `第${n}届`, days: (n: number) => (n < 0 ? `超期${-n}天` : `还有${n}天`),
    back: '基层组织', facts: '基本情况', status: '状态', variant: '换届方式', supervisor: '监督设置', termStart: '本届起始', termYears: '任期', years: (n: number) => `${n}年`, adult: '成人会员', youth: '青少年会员', group: '团体会员',
    officers: '现任班子', noOfficers: '还没有登记班子成员。换届批复后会自动写入。', post: '职务', from: '任职自', to: '至', source: '产生方式', terms: '历届', congress: '大会日期', approval: '批复文号', noTerms: '还没有历届记录。', cases: '相关事项', noCases: '还没有办理过事项。', start: '发起',
    variants: { full: '会员代表大会', standard: '会员大会', light: '只选会长', 'appointed-record': '任命备案' }, statuses: { active: '正常', suspended: '暂停', merged: '已合并', dissolved: '已撤销' }, modes: { none: '不设监事', supervisor: '设监事', board: '设监事会' },
    case: '查看办理过程', since: '至今',
  },
  {
    title: 'Branches', list: 'List', tree: 'Org tree', views: 'How to look at them', export: 'Export to Excel', search: 'Find by name', town: 'Town', kind: 'Kind', everyKind: 'Every kind', term: 'Term', everyTerm: 'Every term',
    overdue: 'Overdue', in6: 'Ends within 6 months', in12: 'Ends within 12 months', later: 'Ends after 12 months', name: 'Name', parent: 'Belongs to', termNo: 'Term', termEnd: 'Term ends', daysLeft: 'Days left', president: 'President', secretary: 'Secretary', members: 'Members', running: 'Under way',
    nothing: 'No branch fits. Change the filter.', no: (n: number) => `no. ${n}`, days: (n: number) => (n < 0 ? `${-n} days overdue` : `${n} days left`),
    back: 'Branches', facts: 'About it', status: 'Status', variant: 'How it elects', supervisor: 'Supervisors', termStart: 'Term began', termYears: 'Length of term', years: (n: number) => `${n} years`, adult: 'Adult members', youth: 'Youth members', group: 'Group members',
    officers: 'Officers', noOfficers: 'No officers are recorded yet. An approved election writes them here.', post: 'Post', from: 'From', to: 'To', source: 'How chosen', terms: 'Terms', congress: 'Congress', approval: 'Approval no.', noTerms: 'No terms are recorded yet.', cases: 'Cases', noCases: 'No cases yet.', start: 'Start',
    variants: { full: 'delegates’ congress', standard: 'members’ meeting', light: 'president only', 'appointed-record': 'by appointment' }, statuses: { active: 'active', suspended: 'suspended', merged: 'merged', dissolved: 'dissolved' }, modes: { none: 'none', supervisor: 'a supervisor', board: 'a board' },
    case: 'See the case', since: 'today',
  },
);

export type Texts = (typeof texts)['zh'];

/** A word for a code; the code itself when it is none of ours. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
