export interface BranchDocument {
  readonly _id: string;
  readonly name: string;
  readonly kind: '区' | '镇' | '街道' | '村' | '社区' | '学校' | '医疗卫生机构' | '企业' | '机关事业' | '专业市场' | '新经济组织' | '会员小组';
  readonly parentId?: string;
  /** Ids from the root to the parent; what scoping queries use. */
  readonly ancestors: readonly string[];
  readonly status: 'active' | 'suspended' | 'merged' | 'dissolved';
  readonly termNo: number;
  /** `YYYY-MM-DD`. */
  readonly termStart: string;
  readonly termEnd: string;
  readonly termYears: number;
  readonly variant: 'full' | 'standard' | 'light' | 'appointed-record';
  readonly supervisorMode: 'none' | 'supervisor' | 'board';
  readonly membersAdult: number;
  readonly membersYouth: number;
  readonly membersGroup: number;
  readonly officers: readonly OfficerEntry[];
  readonly terms: readonly TermEntry[];
  readonly sample: boolean;
  readonly updatedAt: Date;
  readonly revision: number;
}

export interface OfficerEntry {
  readonly personId?: string;
  readonly name: string;
  readonly post: string;
  readonly from: string;
  readonly to?: string;
  readonly source: '选举' | '补选' | '聘任' | '当然';
}

export interface TermEntry {
  readonly no: number;
  readonly start: string;
  readonly end: string;
  readonly congressDate?: string;
  readonly approvalNo?: string;
  readonly instanceId?: string;
  /** Until when an approved deferral lets it last; its own end stays as it was. */
  readonly deferredTo?: string;
}
