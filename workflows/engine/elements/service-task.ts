import type { ServiceTask } from '../plan';
import { Problem, shown } from '../problem';
import { textOf } from '../waits';
import type { ElementBehaviour } from './behaviour';

/** A service task starts its job and waits for the result; a retry is a new attempt of the same opening. */
export const serviceTask: ElementBehaviour<ServiceTask> = {
  enter(element, token, run, variables) {
    const type = textOf(run, element.jobType, variables, '任务类型');
    const retries = Number(run.valueOf(element.retries, variables).value);
    if (!Number.isInteger(retries) || retries < 0) throw new Problem('expression', `重试次数应为整数，实际为 ${shown(retries)}`);
    const opening = token.opening ?? run.open(element.id);
    const attempt = (token.attempt ?? 0) + 1;
    const jobId = `${run.instanceId}/${element.id}/${opening}/${attempt}`;
    run.tokens.put(token.id, { ...token, opening, attempt });
    run.jobs.put(jobId, { tokenId: token.id, elementId: element.id });
    run.emit({ kind: 'start-job', jobId, elementId: element.id, type, headers: element.headers, variables, retries });
  },
};
