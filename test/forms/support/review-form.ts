import type { RuleContext } from '../../../forms/rules';
import { publishedCalendar } from '../../../feel/published-calendar';

/** A form document with one of everything, as an author writes it (示例). */
export const REVIEW_FORM = {
  format: 1,
  id: 'sample.review',
  title: { zh: '示例审查', en: 'Sample review' },
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      result: { type: 'string', title: '审查结果', oneOf: [{ const: 'agree', title: '同意' }, { const: 'return', title: '退回' }] },
      reason: { type: 'string', title: '退回原因', maxLength: 200 },
      meetingDate: { $ref: 'definitions.json#/$defs/isoDate', title: '开会日期' },
      issued: { type: 'integer', title: '发出票数', minimum: 0 },
      collected: { type: 'integer', title: '收回票数', minimum: 0 },
      budget: { $ref: 'definitions.json#/$defs/money' },
      contactMobile: { $ref: 'definitions.json#/$defs/cnMobile' },
      members: {
        type: 'array',
        title: '候选人',
        maxItems: 20,
        items: {
          type: 'object',
          additionalProperties: false,
          properties: {
            name: { $ref: 'definitions.json#/$defs/personName' },
            post: { type: 'string', title: '职务', enum: ['chair', 'member'] },
            person: { $ref: 'definitions.json#/$defs/person' },
            note: { type: 'string', title: '说明' },
          },
          required: ['name', 'post'],
        },
      },
      minutes: { $ref: 'definitions.json#/$defs/attachments', title: '会议记录' },
    },
    required: ['result', 'meetingDate', 'issued', 'collected'],
    if: { properties: { result: { const: 'return' } }, required: ['result'] },
    then: { required: ['reason'] },
  },
  uiSchema: { 'ui:order': ['result', '*'], reason: { 'ui:widget': 'textarea', 'ui:placeholder': '请说明原因' }, members: { items: { name: { 'ui:autofocus': true } } } },
  needs: ['shouldAttend'],
  defaults: { issued: 'context.shouldAttend' },
  rules: [
    { id: 'collected-at-most-issued', must: 'collected <= issued', at: '/collected', message: { zh: '收回票数不能多于发出票数', en: 'No more ballots than were issued' }, basis: '选举办法示例第 1 条' },
    { id: 'quorum', when: 'result = "agree"', must: 'collected * 3 >= context.shouldAttend * 2', at: '/collected', message: { zh: '到会人数不足三分之二' } },
    { id: 'not-in-future', must: 'meetingDate <= today()', at: '/meetingDate', message: { zh: '开会日期不能晚于今天' }, level: 'warning' },
    { id: 'one-chair', must: 'count(members[post = "chair"]) <= 1', at: '/members', message: { zh: '主席只能有一名' }, server: true },
  ],
  examples: [{ result: 'agree', meetingDate: '2026-03-02', issued: 90, collected: 88, members: [{ name: '示例甲', post: 'chair' }] }],
  en: { '/schema/properties/result/title': 'Result', '/schema/properties/reason/title': 'Reason', '/uiSchema/reason/ui:placeholder': 'Say why' },
};

/** The sample with some of its parts replaced. */
export function reviewForm(changes: Record<string, unknown> = {}): unknown {
  return { ...structuredClone(REVIEW_FORM), ...changes };
}

/** A small form of one property. */
export function formOf(properties: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { format: 1, id: 'sample.small', title: { zh: '示例' }, schema: { type: 'object', properties }, examples: [], ...more };
}

export const SERVER: RuleContext = { context: { shouldAttend: 90 }, now: '2026-03-05T02:00:00Z', zone: 'Asia/Shanghai', calendar: publishedCalendar(2026), side: 'server' };

export const ANSWERS = { result: 'agree', meetingDate: '2026-03-02', issued: 90, collected: 88 };

/** The problem list as `place: message`. */
export function told(problems: readonly { at: string; message: { zh: string } }[]): string[] {
  return problems.map(({ at, message }) => `${at}: ${message.zh}`);
}

