/** A process of the sample district, and how far it has come. */
export interface SampleElection {
  readonly processId: string;
  readonly branchId: string;
  /** Element where it is left standing; played to its end when absent. */
  readonly until?: string;
  /** Which time that step is open; the first when absent. */
  readonly opening?: number;
  /** What happens on the way. */
  readonly turns?: readonly ('returned' | 'signed-online' | 'no-quorum' | 'in-publicity' | 'deferred')[];
}

const election = (branchId: string, until?: string, more: Partial<SampleElection> = {}): SampleElection => ({ processId: 'branch-reelection', branchId, ...(until === undefined ? {} : { until }), ...more });

/** Elections in every state, so that each screen has something to show. The first town has none: it is for trying. */
export const SAMPLE_ELECTIONS: readonly SampleElection[] = [
  election('liutang', 'request-submit'),
  election('sangyuan', 'request-review', { opening: 2, turns: ['returned'] }),
  election('lingwan-shequ1', 'request-submit', { opening: 2, turns: ['deferred'] }),
  election('hudang', 'request-sign', { turns: ['signed-online'] }),
  election('xinyuan-xuexiao1', 'request-approve'),
  election('daoxiang-cun1', 'member-roll-freeze'),
  election('lianjing-shequ1', 'nominate'),
  election('lianjing-cun4', 'qualify'),
  election('lingwan', 'publicity-over', { turns: ['in-publicity'] }),
  election('daoxiang', 'publicity-over', { turns: ['in-publicity'] }),
  election('chenhui', 'congress'),
  election('liutang-yiyuan1', 'notice', { opening: 2, turns: ['no-quorum'] }),
  election('lianjing-xuexiao1', 'result-review'),
  election('yunqiao-xuexiao1', 'handover'),
  election('yunqiao'),
  { processId: 'defer', branchId: 'liutang-shequ1', until: 'defer-approve' },
  { processId: 'mid-term-change', branchId: 'xinyuan', until: 'change-review' },
];

/** Raised when the elections above stand where they are left: one of them then waits for its objection to be looked into. */
export const SAMPLE_OBJECTIONS: readonly SampleElection[] = [{ processId: 'objection-report', branchId: 'daoxiang' }];
