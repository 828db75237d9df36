import type { LocalText } from '../../workflows/engine/plan';

/** One thing that a job reads: a task header, or an input variable of the same name, which wins. */
export interface JobInput {
  readonly name: string;
  readonly required: boolean;
  readonly title: LocalText;
}

/** A job type that we ship: what a service task may name. */
export interface JobType {
  readonly type: string;
  readonly title: LocalText;
  readonly inputs: readonly JobInput[];
  /** Variables that it gives back. */
  readonly outputs: readonly JobInput[];
}

const input = (name: string, zh: string, en: string, required = true): JobInput => ({ name, required, title: { zh, en } });

/** Every shipped job type, for the checker and the designer. Light: it imports no code. */
export const JOB_TYPES: readonly JobType[] = [
  {
    type: 'notify',
    title: { zh: '发送站内通知', en: 'Notify people in the portal' },
    inputs: [
      input('text', '通知内容', 'Text'),
      input('textEn', '英文内容', 'Text in English', false),
      input('to', '接收人：岗位、岗位@组织或人员编号，逗号分隔', 'To: role, role@branch or person ids, separated by commas'),
    ],
    outputs: [],
  },
  {
    type: 'record.save',
    title: { zh: '写入台账', en: 'Save a record' },
    inputs: [
      input('registry', '台账', 'Registry'),
      input('recordId', '记录编号（不填则新增）', 'Record; a new one when left out', false),
      input('values', '各字段的值', 'Values by field', false),
      input('valuesFrom', '取字段值的步骤', 'Step whose answers give values', false),
      input('fields', '从该步骤取的字段：台账字段=答案字段，逗号分隔', 'What to copy: field=answer, separated by commas', false),
      input('consentMethod', '该步骤所作同意的方式（默认：链接或当面）', 'How consents of that step were given (by link, or in person)', false),
      input('operation', '基层组织台账（branch）的操作：begin-term 新任期，defer-term 延期，change-officers 变动负责人，close-branch 注销，establish 新建', 'For the registry branch: begin-term, defer-term, change-officers, close-branch or establish', false),
      input('branchId', '组织（新建时为上级组织）', 'Branch; the parent of a new one', false),
      input('termStart', '任期开始日期', 'First day of the term', false),
      input('termYears', '任期年数', 'Years of the term', false),
      input('termEnd', '任期届满日期', 'Last day of the term', false),
      input('termNo', '届次', 'Number of the term', false),
      input('congressDate', '大会日期', 'Date of the congress', false),
      input('approvalNo', '批复文号', 'Number of the approval', false),
      input('officersFrom', '取负责人名单的步骤', 'Step whose answers name the officers', false),
      input('officersAt', '名单字段', 'Field of that list', false),
      input('from', '变动日期', 'First day of the new officers', false),
      input('deferredTo', '延期至', 'Deferred to', false),
      input('status', '注销后的状态：merged 或 dissolved', 'merged or dissolved', false),
      input('nameFrom', '取新组织名称的步骤', 'Step whose answers name the new branch', false),
      input('nameAt', '名称字段', 'Field of that name', false),
      input('kind', '新组织类型', 'Kind of the new branch', false),
      input('variant', '新组织选举方式', 'How the new branch elects', false),
      input('membersAdult', '成人会员', 'Adult members', false),
      input('membersYouth', '青少年会员', 'Youth members', false),
      input('establishedOn', '成立日期', 'Established on', false),
      input('electBy', '首届选举期限', 'First election due on', false),
    ],
    outputs: [
      input('recordId', '记录编号', 'Record', false),
      input('termNo', '届次', 'Number of the term', false),
      input('termEnd', '任期届满日期', 'Last day of the term', false),
      input('establishedBranchId', '新组织编号', 'Id of the new branch', false),
    ],
  },
  {
    type: 'record.find',
    title: { zh: '查找台账记录', en: 'Find records' },
    inputs: [
      input('registry', '台账', 'Registry'),
      input('where', '条件：字段与值（或多个值）', 'Conditions: values or lists of values by field', false),
      input('earlierThan', '只要排在此记录之前的', 'Only those that stand before this record', false),
      input('sort', '排序字段（前加 - 为降序）', 'Order: a field, with - for the last first', false),
      input('limit', '最多条数（默认100）', 'Most records (100)', false),
    ],
    outputs: [input('records', '记录（不含个人信息）', 'Records, without what is personal', false), input('total', '符合条件的总数', 'How many fit', false)],
  },
  {
    type: 'record.score',
    title: { zh: '重新计算评分', en: 'Compute scores again' },
    inputs: [input('registry', '台账', 'Registry'), input('recordId', '记录编号（不填则全部）', 'Record; all of them when left out', false)],
    outputs: [input('changed', '有变化的记录数', 'Records that changed', false)],
  },
  {
    type: 'record.erase',
    title: { zh: '删除个人信息', en: 'Erase what is personal about a record' },
    inputs: [input('registry', '台账', 'Registry'), input('recordId', '记录编号', 'Record')],
    outputs: [input('erased', '是否有内容被删除', 'Whether anything was known of it', false)],
  },
  {
    type: 'person.handover',
    title: { zh: '停用旧账号并移交任务', en: 'Disable old accounts and pass on their tasks' },
    inputs: [
      input('branchId', '组织', 'Branch', false),
      input('accountsFrom', '取账号清单的步骤', 'Step whose answers list the accounts'),
      input('accountsAt', '清单字段', 'Field of that list', false),
    ],
    outputs: [input('disabled', '停用账号数', 'Accounts disabled', false), input('passedOn', '移交任务数', 'Tasks passed on', false)],
  },
  {
    type: 'place.take',
    title: { zh: '每天限额内排一天', en: 'Take a place on a day of which only so many can be had' },
    inputs: [
      input('queue', '哪个队列', 'Which queue'),
      input('holder', '为谁排', 'For whom'),
      input('day', '最早哪天', 'The first day wanted'),
      input('perDay', '每天几个', 'How many a day'),
      input('urgency', '紧急程度，高的优先', 'Urgency: higher goes first', false),
    ],
    outputs: [input('day', '排在哪天', 'The day', false)],
  },
  {
    type: 'document.render',
    title: { zh: '生成公文（PDF）', en: 'Print a paper (PDF)' },
    inputs: [
      input('template', '模板', 'Template'),
      input('values', '取值', 'Values', false),
      input('valuesFrom', '取文字的步骤，逗号分隔', 'Steps whose answers it needs, separated by commas', false),
    ],
    outputs: [input('fileId', '文件编号', 'Id of the file', false)],
  },
  {
    type: 'case.start',
    title: { zh: '发起另一个流程（不等待其结束）', en: 'Start another process, without waiting for it' },
    inputs: [
      input('process', '流程编号', 'Process'),
      input('branchId', '组织', 'Branch', false),
      input('variables', '带去的变量', 'Variables that it begins with', false),
      input('key', '防止重复发起的标识；同一标识只发起一次', 'The same key again starts none', false),
    ],
    outputs: [input('instanceId', '发起的事项编号', 'Id of what was started', false)],
  },
  {
    type: 'consent.save',
    title: { zh: '登记同意', en: 'Record consents' },
    inputs: [
      input('from', '取同意的步骤，逗号分隔', 'Steps at which consents were given, separated by commas'),
      input('registry', '谁的同意：台账', 'Whose: registry'),
      input('recordId', '谁的同意：记录编号', 'Whose: record'),
      input('branchId', '组织', 'Branch', false),
      input('consentMethod', '同意的方式（默认：链接或当面）', 'How they were given (by link, or in person)', false),
    ],
    outputs: [input('consents', '同意的用途', 'Purposes agreed to', false)],
  },
  {
    type: 'sms',
    title: { zh: '发送短信', en: 'Send a text message' },
    inputs: [
      input('to', '发给哪条记录：台账/记录编号', 'To the person of a record: registry/record'),
      input('text', '短信内容（不得含个人信息）', 'Text, with nothing personal in it'),
      input('field', '手机号字段（默认 phone）', 'Field of the number (phone)', false),
    ],
    outputs: [],
  },
  {
    type: 'http',
    title: { zh: '调用外部接口', en: 'Call an HTTP service' },
    inputs: [
      input('url', '地址（须在允许名单内）', 'Address (its host must be allowed)'),
      input('method', '方法', 'Method', false),
      input('body', '请求内容', 'Body', false),
    ],
    outputs: [input('response', '返回内容', 'Response', false)],
  },
];

/** Their names. */
export const SHIPPED_JOB_TYPES: ReadonlySet<string> = new Set(JOB_TYPES.map(({ type }) => type));
