import { tellBeside } from './beside';
import type { Story, Told } from './story';

/** Tells a re-election in which somebody elsewhere raises an objection on that day (`YYYY-MM-DD`). */
export function inPublicity(story: Partial<Story>, objectionOn: string): Promise<Told> {
  return tellBeside(
    { process: 'branch-reelection', start: '2026-02-02', ...story },
    { name: 'objection-raised', correlationKey: '=branchId + "/" + string(branch.termNo)', on: objectionOn, inputs: { objection_type: '="资格条件"' } },
  );
}
