import { parseForm } from '../../../forms/parse-form';

/** A small process for the tests of links: its start form and one task may be filled in without an account, the task after that may not. */
export const linkProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="api-link" name="登记" isExecutable="true">
    <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="boai:en" value="Enrolment" />
      <zeebe:property name="boai:title" value="=branch.name + &quot;的登记&quot;" />
      <zeebe:property name="boai:starters" value="branch_secretary" />
      <zeebe:property name="boai:byLink" value="true" />
    </zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start">
      <bpmn:extensionElements><zeebe:formDefinition formId="api-link.start" /></bpmn:extensionElements>
      <bpmn:outgoing>f1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="agree" />
    <bpmn:userTask id="agree" name="知情同意">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="api-link.agree" />
        <zeebe:assignmentDefinition candidateGroups="=&quot;branch_secretary@&quot; + branchId" />
        <zeebe:properties><zeebe:property name="boai:en" value="Consent" /><zeebe:property name="boai:byLink" value="true" /></zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="agree" targetRef="check" />
    <bpmn:userTask id="check" name="核对">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="api-link.check" />
        <zeebe:assignmentDefinition candidateGroups="district_exec_vp" />
        <zeebe:properties><zeebe:property name="boai:notActorOf" value="agree" /></zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="check" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

export const linkForms = [
  {
    format: 1, id: 'api-link.start', title: { zh: '发起登记', en: 'Start an enrolment' },
    schema: { type: 'object', required: ['topic'], properties: { topic: { type: 'string', title: '事由', enum: ['donor', 'volunteer'] }, hint: { type: 'string', title: '线索', maxLength: 30 } } },
    examples: [{ topic: 'donor' }],
  },
  {
    format: 1, id: 'api-link.agree', title: { zh: '登记与知情同意', en: 'Enrolment and consent' }, description: { zh: '请您本人填写。' },
    schema: {
      type: 'object', required: ['name', 'register', 'signature'],
      properties: {
        name: { type: 'string', title: '姓名', maxLength: 20, 'x-pii': true },
        register: { type: 'boolean', const: true, 'x-consent': { purpose: 'register-and-health-screening' } },
        publicity: { type: 'boolean', 'x-consent': { purpose: 'publicity' } },
        papers: { type: 'array', title: '附件', items: { type: 'string' }, 'x-file': { accept: ['application/pdf'], maxBytes: 100000, max: 2 } },
        signature: { type: 'string', title: '本人签名', 'x-signature': true },
      },
    },
    rules: [{ id: 'hint-known', must: 'context.hint != "forbidden"', at: '/name', message: { zh: '线索不合要求。' } }],
    needs: ['topic', 'hint', 'branch'],
    needTitles: { topic: { zh: '事由', en: 'Topic' }, branch: { zh: '组织' } },
    examples: [{ name: '示例', register: true, signature: 'sample-signature' }],
  },
  {
    format: 1, id: 'api-link.check', title: { zh: '核对' },
    schema: { type: 'object', properties: { note: { type: 'string', title: '说明', maxLength: 200 } } },
    examples: [{}],
  },
].map(parseForm);

/** A picture of one pixel. */
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
