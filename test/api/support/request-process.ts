import { parseForm } from '../../../forms/parse-form';

/** A small process with forms, for the tests of the API: a branch applies, the district decides, and may send it back. */
export const requestProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="api-request" name="申请" isExecutable="true">
    <bpmn:documentation>基层组织提出，区里批复。</bpmn:documentation>
    <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="boai:en" value="Request" />
      <zeebe:property name="boai:descriptionEn" value="A branch asks, the district decides." />
      <zeebe:property name="boai:title" value="=branch.name + &quot;的申请&quot;" />
      <zeebe:property name="boai:businessKey" value="=branchId" />
      <zeebe:property name="boai:starters" value="branch_secretary, district_org_officer" />
    </zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start">
      <bpmn:extensionElements><zeebe:formDefinition formId="api-request.start" /></bpmn:extensionElements>
      <bpmn:outgoing>f1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="apply" />
    <bpmn:userTask id="apply" name="填写申请">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="api-request.apply" />
        <zeebe:assignmentDefinition candidateGroups="=&quot;branch_secretary@&quot; + branchId" />
        <zeebe:taskSchedule dueDate="=add working days(now(), limits.apply_days)" />
        <zeebe:properties><zeebe:property name="boai:en" value="Apply" /></zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="apply" targetRef="price" />
    <bpmn:exclusiveGateway id="price" name="金额可办"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f7</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f3" sourceRef="price" targetRef="approve"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount != 666</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f7" sourceRef="price" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &lt; 0</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:userTask id="approve" name="批复">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="api-request.approve" />
        <zeebe:assignmentDefinition candidateGroups="district_exec_vp, district_org_officer" />
        <zeebe:properties><zeebe:property name="boai:notActorOf" value="apply" /></zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f4" sourceRef="approve" targetRef="decision" />
    <bpmn:exclusiveGateway id="decision" default="f6"><bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing><bpmn:outgoing>f6</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f5" sourceRef="decision" targetRef="apply"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=result = "return"</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f6" sourceRef="decision" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f6</bpmn:incoming><bpmn:incoming>f7</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

export const requestForms = [
  {
    format: 1, id: 'api-request.start', title: { zh: '发起申请', en: 'Start a request' },
    schema: { type: 'object', required: ['topic'], properties: { topic: { type: 'string', title: '事由', enum: ['equipment', 'training'] } } },
    examples: [{ topic: 'equipment' }],
  },
  {
    format: 1, id: 'api-request.apply', title: { zh: '填写申请', en: 'Apply' },
    schema: {
      type: 'object', required: ['amount', 'contact'],
      properties: {
        amount: { type: 'integer', title: '金额', minimum: 1, maximum: 10000 },
        contact: { type: 'string', title: '联系人', maxLength: 20, 'x-pii': true },
        note: { type: 'string', title: '说明', maxLength: 2000 },
        papers: { type: 'array', title: '附件', items: { type: 'string' }, 'x-file': { accept: ['application/pdf'], maxBytes: 100000, max: 2 } },
      },
    },
    rules: [{ id: 'training-is-cheap', when: 'context.topic = "training"', must: 'amount <= 500', at: '/amount', message: { zh: '培训不超过500元。', en: 'Training costs at most 500.' } }],
    needs: ['topic'],
    defaults: { amount: '100' },
    examples: [{ amount: 100, contact: '示例' }],
    en: { '/schema/properties/amount/title': 'Amount' },
  },
  {
    format: 1, id: 'api-request.approve', title: { zh: '批复', en: 'Decide' },
    schema: { type: 'object', required: ['result'], properties: { result: { type: 'string', title: '结论', enum: ['pass', 'return'] }, opinion: { type: 'string', title: '意见', maxLength: 200 } } },
    examples: [{ result: 'pass' }],
  },
].map(parseForm);
