import { ApplicationFailure } from '@temporalio/activity';
import { numberOfRecord } from '../sms/number-of-record';
import { sendSms, SmsRefused } from '../sms/send-sms';
import { signed } from '../sms/sender';
import { optionalInput, textInput, wrongInput, type JobHandler, type JobTools } from './job';

const LONGEST = 300;
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
    await sendSms(tools.sms, { to, text: await signed(tools.store, tools.sms, text), id: job.jobId });
  } catch (error) {
    if (error instanceof SmsRefused && !error.isPassing) throw ApplicationFailure.nonRetryable(error.message, 'SmsRefused');
    // Said anew: what a network error quotes may be the address, and with it the key.
    throw new Error(error instanceof SmsRefused ? error.message : 'The SMS gateway could not be reached');
  }
  return {};
};

/** The number in the record that `donor/<record id>` names. */
async function numberOf(reference: string, field: string, { store }: JobTools): Promise<string | undefined> {
  const slash = reference.indexOf('/');
  const known = slash < 1 ? undefined : await store.registries.latest(reference.slice(0, slash));
  if (known === undefined) throw ApplicationFailure.nonRetryable(`"${reference}" names no record: write registry/record`, 'WrongInput');
  return numberOfRecord(store, reference, field);
}
