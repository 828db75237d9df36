import { ApplicationFailure } from '@temporalio/activity';
import type { Variables } from '../../feel/types';
import type { JobRequest } from '../contract';
import { caseStart } from './case-start';
import { consentSave } from './consent-save';
import { documentRender } from './document-render';
import { http } from './http';
import type { JobHandler, JobTools } from './job';
import { jobResult } from './job-result';
import { notify } from './notify';
import { personHandover } from './person-handover';
import { placeTake } from './place-take';
import { recordErase } from './record-erase';
import { recordFind } from './record-find';
import { recordSave } from './record-save';
import { recordScore } from './record-score';
import { sms } from './sms';

const handlers: ReadonlyMap<string, JobHandler> = new Map([
  ['notify', notify],
  ['record.save', recordSave],
  ['record.find', recordFind],
  ['record.score', recordScore],
  ['record.erase', recordErase],
  ['person.handover', personHandover],
  ['place.take', placeTake],
  ['document.render', documentRender],
  ['consent.save', consentSave],
  ['sms', sms],
  ['http', http],
  ['case.start', caseStart],
]);

/** Runs a job by its type; a type that is not shipped fails at once, and becomes an incident. */
export function jobRunner(tools: JobTools): (job: JobRequest) => Promise<Variables> {
  return async (job) => {
    const handler = handlers.get(job.type);
    if (!handler) throw ApplicationFailure.nonRetryable(`No job of type "${job.type}" is shipped`, 'UnknownJobType');
    return jobResult(job.type, await handler(job, tools));
  };
}
