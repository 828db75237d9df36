import type { Variables } from '../../../feel/types';
import type { JobRequest } from '../../contract';
import type { BranchDocument } from '../../store/documents';
import type { JobTools } from '../job';

/** One way to change a branch's record; repeatable, as every job is. */
export type BranchOperation = (job: JobRequest, branch: BranchDocument, tools: JobTools) => Promise<Variables>;
