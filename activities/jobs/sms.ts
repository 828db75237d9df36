import { ApplicationFailure } from '@temporalio/activity';
import { sendSms, SmsRefused } from '../sms/send-sms';
import { optionalInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';

const LONGEST = 300;
const MOBILE = /^1[3-9]\d{9}$/;
/** What looks like a phone or ID number has no place in a text message. */
const PERSONAL = /\d{11,}|\d{17}[\dXx]/;

/**
 * Sends a text message to the person of a record. The number is read here, so that no workflow ever holds it; the text
 * is a template without anything personal. The job's id goes along, so a gateway can drop what it has had already.
 */
export const sms: JobHandler = async (job, tools) => {
  const text = textInput(job, 'text');
  if ([...text].length > LONGEST) throw wrongInput(job, 'text', `at most ${LONGEST} characters`);
  if (PERSONAL.test(text)) throw wrongInput(job, 'text', 'a text without phone or ID numbers');
  const to = await numberOf(textInput(job, 'to'), String(optionalInput(job, 'field') ?? 'phone'), tools);
  if (to === undefined) throw ApplicationFailure.nonRetryable(`"${textInput(job, 'to')}" has no mobile number to send to`, 'NoPhone');
  if (tools.sms === undefined) throw ApplicationFailure.nonRetryable('No SMS gateway is configured; set SMS_GATEWAY_URL', 'NoGateway');
  try {
    await sendSms(tools.sms, { to, text, id: job.jobId });
  } catch (error) {
    if (error instanceof SmsRefused && !error.isPassing) throw ApplicationFailure.nonRetryable(error.message, 'SmsRefused');
    // Said anew: what a network error quotes may be the address, and with it the key.
    throw new Error(error instanceof SmsRefused ? error.message : 'The SMS gateway could not be reached');
  }
  return {};
};

/** `donor/<record id>`: the number in that record; undefined when there is none, or it was erased. */
async function numberOf(reference: string, field: string, { store }: JobTools): Promise<string | undefined> {
  const slash = reference.indexOf('/');
  const [registry, id] = [reference.slice(0, slash), reference.slice(slash + 1)];
  const known = slash < 1 ? undefined : await store.registries.latest(registry);
  if (known === undefined) throw ApplicationFailure.nonRetryable(`"${reference}" names no record: write registry/record`, 'WrongInput');
  const record = await store.records.byId(registry, id);
  if (record === undefined) return undefined;
  const [values = {}] = await store.records.open([record]);
  const number = values[field];
  return typeof number === 'string' && MOBILE.test(number.replace(/[\s-]/g, '')) ? number.replace(/[\s-]/g, '') : undefined;
}
