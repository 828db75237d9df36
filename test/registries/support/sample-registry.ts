/** A registry document with one of everything, as an author writes it (示例). */
export const DONOR_REGISTRY = {
  format: 1,
  id: 'sample-donor',
  title: { zh: '示例志愿者台账', en: 'Sample donors' },
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'town', 'status'],
    properties: {
      registryNo: { type: 'string', title: '入库编号', maxLength: 30, 'x-pii': true, 'x-mask': 'id', 'x-lookup': true },
      name: { $ref: 'definitions.json#/$defs/personName', 'x-mask': 'name' },
      phone: { $ref: 'definitions.json#/$defs/cnMobile', 'x-mask': 'mobile', 'x-lookup': true },
      relatives: {
        type: 'array', title: '亲属', maxItems: 5, 'x-pii': true,
        items: { type: 'object', additionalProperties: false, required: ['name'], properties: { name: { type: 'string', title: '姓名', maxLength: 40, 'x-mask': 'name' }, phone: { type: 'string', title: '电话', maxLength: 20, 'x-mask': 'mobile' } } },
      },
      town: { $ref: 'definitions.json#/$defs/branch', title: '所属组织' },
      status: { type: 'string', title: '状态', enum: ['registered', 'active', 'lost'] },
      enrolledOn: { $ref: 'definitions.json#/$defs/isoDate', title: '入库日期' },
      contactedAt: { type: 'string', format: 'date-time', title: '最近联系' },
      attempts: { type: 'integer', title: '联系次数', minimum: 0, maximum: 100 },
      isStudent: { type: 'boolean', title: '在校学生' },
      tags: { type: 'array', title: '标签', items: { type: 'string', enum: ['a', 'b', 'c'] }, uniqueItems: true },
      note: { type: 'string', title: '备注', maxLength: 500 },
    },
  },
  uiSchema: { status: { 'ui:enumNames': ['登记', '活跃', '失联'] } },
  rules: [{ id: 'lost-was-called', when: 'status = "lost"', must: 'attempts >= 3', at: '/attempts', message: { zh: '失联须至少联系过三次。', en: 'Call three times before a donor counts as lost.' } }],
  heading: 'name',
  key: ['registryNo'],
  branch: 'town',
  list: { columns: ['name', 'phone', 'status', 'town', 'enrolledOn', 'attempts'], filters: ['status', 'town', 'enrolledOn', 'isStudent', 'tags', 'phone'], search: ['phone', 'registryNo', 'note'], sort: '-enrolledOn' },
  access: { read: ['hsc_coordinator', 'hsc_volunteer', 'dpo', 'district_secgen', 'branch_secretary', 'branch_president'], edit: ['hsc_coordinator', 'branch_secretary'], unmask: ['hsc_coordinator', 'dpo'] },
  scores: [
    {
      id: 'risk',
      title: { zh: '失联风险', en: 'Risk of loss' },
      factors: [
        { id: 'many-calls', when: 'attempts >= 2', points: 30, reason: { zh: '两次以上未接通', en: 'Two calls or more missed' } },
        { id: 'long-ago', when: 'enrolledOn < today() - duration("P365D")', points: 20, reason: { zh: '入库一年以上', en: 'Enrolled over a year ago' } },
      ],
    },
  ],
  examples: [{ registryNo: 'ZJ330000001', name: '陈某某', phone: '13800000001', relatives: [{ name: '陈父', phone: '13800000002' }], town: 'lianjing', status: 'active', enrolledOn: '2024-05-01', attempts: 1, isStudent: true, tags: ['a'], note: '示例' }],
  en: { '/schema/properties/status/title': 'Status', '/uiSchema/status/ui:enumNames/0': 'Registered' },
} as const;

/** What belongs to a sample donor: its personal fields are sealed with the donor's. */
export const CALL_REGISTRY = {
  format: 1,
  id: 'sample-call',
  title: { zh: '示例联系记录', en: 'Sample calls' },
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['donorId', 'calledOn', 'result'],
    properties: {
      donorId: { type: 'string', title: '志愿者', maxLength: 40, 'x-record': { registry: 'sample-donor' } },
      calledOn: { $ref: 'definitions.json#/$defs/isoDate', title: '联系日期' },
      result: { type: 'string', title: '结果', enum: ['reached', 'missed'] },
      spokeWith: { type: 'string', title: '接听人', maxLength: 40, 'x-pii': true, 'x-mask': 'name' },
    },
  },
  heading: 'calledOn',
  subject: 'donorId',
  list: { columns: ['donorId', 'calledOn', 'result'], filters: ['donorId', 'result', 'calledOn'], sort: '-calledOn' },
  access: { read: ['hsc_coordinator', 'dpo'], edit: [], unmask: ['dpo'] },
  managed: true,
  examples: [{ donorId: 'donor-1', calledOn: '2026-03-02', result: 'reached', spokeWith: '陈父' }],
} as const;

/** The sample registry with some members replaced. */
export function donorRegistry(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...structuredClone(DONOR_REGISTRY), ...changes } as Record<string, unknown>;
}

/** The sample registry with fields added or replaced. */
export function withFields(properties: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { schema } = structuredClone(DONOR_REGISTRY);
  return donorRegistry({ schema: { ...schema, properties: { ...schema.properties, ...properties } }, ...changes });
}
