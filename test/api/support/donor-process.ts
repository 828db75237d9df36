import { parseForm } from '../../../forms/parse-form';

/** Small processes for the tests of the API: a donor who may withdraw at any moment, and a round of visits to branches. */
const definitions = (content: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs" targetNamespace="http://boai-flow/test">
${content}
</definitions>`;

const properties = (entries: Readonly<Record<string, string>>): string =>
  `<zeebe:properties>${Object.entries(entries).map(([name, value]) => `<zeebe:property name="${name}" value="${value.replaceAll('"', '&quot;')}" />`).join('')}</zeebe:properties>`;
const flow = (from: string, to: string): string => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;

export const donorProcess = definitions(`
  <message id="m1" name="withdraw" /><message id="m2" name="note" />
  <process id="api-donor" name="示例捐献者" isExecutable="true">
    <extensionElements>${properties({ 'boai:subject': '="record/donor/" + donorId', 'boai:businessKey': '=donorId', 'boai:starters': 'hsc_coordinator', 'boai:title': '="捐献者 " + donorId' })}</extensionElements>
    <startEvent id="start"><extensionElements><zeebe:formDefinition formId="api-donor.start" /></extensionElements></startEvent>
    <userTask id="keep" name="保持联系"><extensionElements><zeebe:userTask /><zeebe:formDefinition formId="api-donor.keep" /><zeebe:assignmentDefinition candidateGroups="hsc_coordinator" />
      ${properties({ 'boai:record': '="donor/" + donorId', 'boai:related': 'contact-log by donorId', 'boai:script': '您好', 'boai:scriptEn': 'Hello' })}</extensionElements></userTask>
    <boundaryEvent id="noted" name="记一笔" attachedToRef="keep" cancelActivity="false"><extensionElements>${properties({ 'boai:action': 'api-donor.note', 'boai:actors': '="branch_secretary@" + branchId' })}</extensionElements><messageEventDefinition messageRef="m2" /></boundaryEvent>
    <userTask id="file" name="归档"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="hsc_coordinator" /></extensionElements></userTask>
    <endEvent id="filed" /><endEvent id="end" />
    ${flow('start', 'keep')}${flow('keep', 'end')}${flow('noted', 'file')}${flow('file', 'filed')}
    <subProcess id="leave" name="退出" triggeredByEvent="true">
      <startEvent id="leaving"><extensionElements>${properties({ 'boai:action': 'api-donor.leave', 'boai:actors': 'hsc_coordinator, dpo', 'boai:en': 'leaving' })}</extensionElements><messageEventDefinition messageRef="m1" /></startEvent>
      <userTask id="debrief" name="退出回访"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="hsc_coordinator" /></extensionElements></userTask>
      <endEvent id="left" />
      ${flow('leaving', 'debrief')}${flow('debrief', 'left')}
    </subProcess>
  </process>`);

export const donorForms = [
  {
    format: 1, id: 'api-donor.start', title: { zh: '登记' }, examples: [{ donorId: 'd1', phone: '13800000001' }],
    schema: { type: 'object', required: ['donorId'], properties: { donorId: { type: 'string', title: '编号', maxLength: 40 }, phone: { type: 'string', title: '电话', maxLength: 20, 'x-pii': true } } },
  },
  {
    format: 1, id: 'api-donor.keep', title: { zh: '联系' }, examples: [{ result: 'valid', said: '一切都好' }],
    schema: { type: 'object', required: ['result'], properties: { result: { type: 'string', title: '结果', enum: ['valid', 'lost'] }, said: { type: 'string', title: '原话', maxLength: 200, 'x-pii': true } } },
  },
  {
    format: 1, id: 'api-donor.leave', title: { zh: '退出登记' }, examples: [{ reason: 'moved', words: '搬家了' }], needs: ['donorId'],
    schema: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', title: '原因', enum: ['moved', 'family'] }, words: { type: 'string', title: '原话', maxLength: 200, 'x-pii': true } } },
    rules: [{ id: 'words-for-family', when: 'reason = "family"', must: 'words != null', at: '/words', message: { zh: '请写明原因。', en: 'Say why.' } }],
  },
  { format: 1, id: 'api-donor.note', title: { zh: '记一笔' }, examples: [{ topic: 'call' }], schema: { type: 'object', required: ['topic'], properties: { topic: { type: 'string', title: '事由', enum: ['call', 'visit'] } } } },
].map(parseForm);

export const visitProcess = definitions(`
  <process id="api-visit" name="示例自查" isExecutable="true">
    <extensionElements>${properties({ 'boai:title': '="自查 " + branchId' })}</extensionElements>
    <startEvent id="start" />
    <userTask id="report" name="自查"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=&quot;branch_secretary@&quot; + branchId" />${properties({ 'boai:stage': '自查' })}</extensionElements></userTask>
    <endEvent id="end" />
    ${flow('start', 'report')}${flow('report', 'end')}
  </process>`);

export const quarterProcess = definitions(`
  <process id="api-quarter" name="示例督导" isExecutable="true">
    <extensionElements>${properties({ 'boai:starters': 'inspection_lead', 'boai:businessKey': '=quarter' })}</extensionElements>
    <startEvent id="start"><extensionElements><zeebe:formDefinition formId="api-quarter.start" /></extensionElements></startEvent>
    <callActivity id="visit" name="各组织自查">
      <extensionElements><zeebe:calledElement processId="api-visit" propagateAllParentVariables="false" propagateAllChildVariables="false" />
        <zeebe:ioMapping><zeebe:input source="=item.branchId" target="branchId" /><zeebe:input source="=item.kind" target="kind" /></zeebe:ioMapping>${properties({ 'boai:campaign': 'true' })}</extensionElements>
      <multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=for id in ids return {branchId: id, kind: &quot;镇&quot;}" inputElement="item" /></extensionElements></multiInstanceLoopCharacteristics>
    </callActivity>
    <userTask id="publish" name="发布"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="inspection_lead" /></extensionElements></userTask>
    <endEvent id="end" />
    ${flow('start', 'visit')}${flow('visit', 'publish')}${flow('publish', 'end')}
  </process>`);

export const quarterForms = [
  {
    format: 1, id: 'api-quarter.start', title: { zh: '开始' }, examples: [{ quarter: '2026Q1', ids: ['town'] }],
    schema: { type: 'object', required: ['quarter', 'ids'], properties: { quarter: { type: 'string', title: '季度', maxLength: 40 }, ids: { type: 'array', title: '组织', items: { type: 'string', 'x-branch': true } } } },
  },
].map(parseForm);
