import type { ErrorRequestHandler, Response } from 'express';
import { Refused, type RefusedCode } from '../../client/refused';
import { SubjectForgotten } from '../../activities/store/file-seal';
import { RecordRefused } from '../../activities/store/record-writer';
import { InvalidInput } from '../../forms/invalid-input';
import type { Problem } from './contract';
import { notFound, Refusal, type RefusalCode } from './refusal';

/** The one place where a refusal gets its HTTP status. */
const STATUS: Readonly<Record<RefusalCode, number>> = {
  NotSignedIn: 401, BadCredentials: 401, TooManyAttempts: 429, TooManyRequests: 429, PasswordChangeRequired: 403, SampleLogin: 403, BadPassword: 422,
  ForeignOrigin: 403, BadToken: 403, Forbidden: 403, NotFound: 404, InvalidInput: 400, InvalidAnswers: 422, TooLarge: 413, UnsupportedType: 415,
  TaskNotOpen: 409, TaskClaimed: 409, ActorExcluded: 403, KeyReused: 409, StaleRevision: 409, DraftGone: 409, AlreadyRunning: 409, NotRunning: 409, ActionNotOpen: 409, CampaignOver: 409, LoginTaken: 409, KeyTaken: 409, Unavailable: 503,
  LinkUnknown: 404, LinkUsed: 410, LinkExpired: 410, LinkRevoked: 410, LinkClosed: 410,
};

const RETRY_SECONDS = 5;

interface Logger {
  error(detail: object, message: string): void;
  warn(detail: object, message: string): void;
}

/** Answers every error as a `Problem`. What nobody foresaw is logged and told without its insides. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal = refusalOf(error);
    if (refusal === undefined) log.error({ err: error, method: request.method, path: request.route?.path }, 'A request failed');
    else if (refusal.code === 'Unavailable') log.warn({ err: error, path: request.route?.path }, 'A request met an engine that is away');
    // Too late for another answer: the connection is all that is left to end.
    if (response.headersSent) return next(error);
    if (refusal === undefined) return answer(response, 500, { code: 'Failed', message: { zh: '系统出错了，请稍后再试。', en: 'Something went wrong; try again later.' } });
    const { problems, by, at, instanceId } = refusal.detail;
    const retryAfterSeconds = refusal.detail.retryAfterSeconds ?? (refusal.code === 'Unavailable' ? RETRY_SECONDS : undefined);
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
    answer(response, STATUS[refusal.code], {
      code: refusal.code === 'InvalidAnswers' ? 'InvalidInput' : refusal.code,
      message: refusal.text,
      ...(problems === undefined ? {} : { problems }),
      ...(by === undefined ? {} : { by }),
      ...(at === undefined ? {} : { at }),
      ...(instanceId === undefined ? {} : { instanceId }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  };
}

function answer(response: Response, status: number, problem: Problem): void {
  response.status(status).json(problem);
}

/** The error as a refusal, or undefined when nobody foresaw it. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidInput) return invalidInput(error);
  if (error instanceof Refused) return ofEngine(error);
  if (error instanceof RecordRefused) return ofRecord(error);
  if (error instanceof SubjectForgotten) return new Refusal('InvalidInput', { zh: '这个人的个人信息已按要求删除，不再保存附件。', en: 'The personal data of this person was erased; no attachments are kept any more.' });
  if (!(error instanceof Error)) return undefined;
  if (isMongoAway(error) || isTemporalAway(error)) return new Refusal('Unavailable', { zh: '系统暂时连不上后台，您填写的内容已保留，请稍后再试。', en: 'The engines are away for the moment; what you typed is kept. Try again shortly.' });
  return ofLibrary(error);
}

/** What the engine refuses, in the words of the API. */
const OF_ENGINE: Readonly<Record<RefusedCode, RefusalCode>> = {
  TaskNotOpen: 'TaskNotOpen', ActorExcluded: 'ActorExcluded', KeyReused: 'KeyReused', AlreadyRunning: 'AlreadyRunning', AlreadyStarted: 'AlreadyRunning', InstanceEnded: 'NotRunning', NotStarted: 'NotRunning',
  ActionNotOpen: 'ActionNotOpen', CampaignOver: 'CampaignOver', ChildOver: 'CampaignOver', IncidentNotOpen: 'NotRunning', Repeated: 'KeyReused', Unknown: 'NotFound', ProcessNotFound: 'NotFound', Unavailable: 'Unavailable',
};

function ofEngine(error: Refused): Refusal {
  const detail = error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds };
  return new Refusal(OF_ENGINE[error.code] ?? 'NotRunning', { zh: error.message }, detail);
}

function ofRecord({ code }: RecordRefused): Refusal {
  if (code === 'NoSuchRecord') return notFound({ zh: '记录', en: 'The record' });
  if (code === 'KeyTaken') return new Refusal('KeyTaken', { zh: '台账里已有同一编号的记录，请在那条记录上修改。', en: 'The registry has a record with this key already; change that one.' });
  return new Refusal('StaleRevision', { zh: '这条记录刚刚被他人修改，请刷新后再改。', en: 'Somebody has just changed this record; reload it and change it again.' });
}

function invalidInput(error: InvalidInput): Refusal {
  return new Refusal(
    'InvalidInput',
    { zh: '提交的内容不符合要求。', en: 'The request is not right.' },
    { problems: error.problems.map(({ path, message }) => ({ at: path, message: { zh: message, en: message }, rule: 'input', level: 'error' })) },
  );
}

const MONGO_AWAY: ReadonlySet<string> = new Set(['MongoServerSelectionError', 'MongooseServerSelectionError', 'MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoNotConnectedError', 'MongoTopologyClosedError', 'MongoPoolClearedError', 'MongoWaitQueueTimeoutError', 'MongoOperationTimeoutError', 'PoolClearedOnNetworkError']);

function isMongoAway(error: Error): boolean {
  return MONGO_AWAY.has(error.name) || (error.name === 'MongooseError' && /buffering timed out/.test(error.message)) || (error.name === 'MongoServerError' && 'codeName' in error && ['NotWritablePrimary', 'PrimarySteppedDown', 'InterruptedAtShutdown', 'ShutdownInProgress', 'NotPrimaryNoSecondaryOk'].includes(String(error.codeName)));
}

/** gRPC codes of a server that can't be reached or did not answer in time. */
const GRPC_AWAY: ReadonlySet<unknown> = new Set([4, 14]);

function isTemporalAway(error: Error): boolean {
  if ('code' in error && GRPC_AWAY.has(error.code)) return true;
  if (error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError') return true;
  return error.cause instanceof Error && isTemporalAway(error.cause);
}

/** What express, its body parser and multer throw. */
function ofLibrary(error: Error): Refusal | undefined {
  if (error.name === 'MulterError') {
    const code = 'code' in error ? error.code : '';
    if (code === 'LIMIT_FILE_SIZE') return new Refusal('TooLarge', { zh: '文件太大。', en: 'The file is too large.' });
    return new Refusal('InvalidInput', { zh: '上传的内容不对：一次只传一个文件。', en: 'The upload is not right: one file at a time.' });
  }
  const status = 'status' in error ? error.status : undefined;
  if (status === 413) return new Refusal('TooLarge', { zh: '提交的内容太大。', en: 'The request is too large.' });
  if (status === 415) return new Refusal('UnsupportedType', { zh: '不支持这种编码。', en: 'This encoding is not supported.' });
  if (status === 404 || status === 403) return notFound();
  if (status === 400 || error instanceof URIError) return new Refusal('InvalidInput', { zh: '请求读不懂。', en: 'The request can’t be read.' });
  return undefined;
}
