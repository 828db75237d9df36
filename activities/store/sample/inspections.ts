/** A branch of the running quarter, and how far its inspection has come. */
export interface SampleInspection {
  readonly branchId: string;
  /** Step where it is left standing; played to its end when absent. */
  readonly until?: string;
  /** It is to be visited, whether or not the plan picked it. */
  readonly visit?: true;
  readonly found?: readonly FoundKind[];
  readonly practice?: true;
  /** How far the rectification that follows has come. */
  readonly rectification?: string;
}

export type FoundKind = 'ROLL' | 'FEE' | 'RECORD';

const at = (branchId: string, until: string, more: Partial<SampleInspection> = {}): SampleInspection => ({ branchId, until, ...more });

/** What inspectors find in the sample. */
export const FOUND: { readonly [kind in FoundKind]: { readonly code: string; readonly severity: string; readonly title: string; readonly fact: string; readonly basis: string; readonly owner: string } } = {
  ROLL: { code: 'ROLL', severity: '一般', title: '会员名册未更新', fact: '名册停留在上年度，新入会人员未登记（示例）。', basis: '会员管理要求：名册每季更新。', owner: '秘书长' },
  FEE: { code: 'FEE', severity: '较大', title: '会费未上缴', fact: '本年度个人会费20%尚未上缴（示例）。', basis: '《中国红十字会会费管理办法》', owner: '会长' },
  RECORD: { code: 'RECORD', severity: '一般', title: '理事会会议无记录', fact: '本季度理事会会议没有形成纪要（示例）。', basis: '基层组织工作规范。', owner: '秘书长' },
};

/** Inspections at every stage. The first town's is left to its secretary, for trying; so are all that are not named here. */
export const SAMPLE_INSPECTIONS: readonly SampleInspection[] = [
  { branchId: 'liutang', found: ['ROLL', 'FEE'], rectification: 'rectify-submit' },
  { branchId: 'sangyuan', found: ['RECORD'], rectification: 'notice-receipt' },
  at('lingwan', 'score-approve', { found: ['ROLL'] }),
  at('daoxiang', 'score-finalise'),
  at('yunqiao', 'finding-confirm', { found: ['RECORD', 'FEE'], practice: true }),
  at('chenhui', 'finding-confirm', { found: ['ROLL'] }),
  at('hudang', 'onsite-cosign', { found: ['RECORD'] }),
  at('xinyuan', 'onsite-check'),
  at('liutang-xuexiao1', 'finding-confirm', { found: ['ROLL'] }),
  at('daoxiang-xuexiao1', 'onsite-check', { visit: true }),
  at('lingwan-cun1', 'assign-onsite', { visit: true }),
  at('sangyuan-cun1', 'assign-onsite', { visit: true }),
  at('liutang-cun2', 'self-sign'),
  at('sangyuan-cun2', 'self-sign'),
  at('lingwan-cun2', 'self-sign'),
  at('yunqiao-shequ2', 'self-sign'),
  at('liutang-cun3', 'desk-review'),
  at('sangyuan-shequ1', 'desk-review'),
  at('daoxiang-cun2', 'desk-review'),
  at('chenhui-shequ1', 'desk-review', { practice: true }),
  at('hudang-cun1', 'desk-review'),
  at('xinyuan-shequ2', 'desk-review'),
  { branchId: 'liutang-shequ2' },
  { branchId: 'yunqiao-xuexiao2', practice: true },
  { branchId: 'xinyuan-shequ3' },
];
