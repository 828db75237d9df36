import { parseForm } from '../../../forms/parse-form';

/** A small process of calls: each has a priority with its reasons, a script, and outcomes of one tap. */
export const callProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:message id="stop" name="stop-calling" />
  <bpmn:process id="portal-call" name="示例电话" isExecutable="true">
    <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="boai:title" value="=&quot;示例电话 &quot; + whom" />
      <zeebe:property name="boai:starters" value="hsc_coordinator" />
    </zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start">
      <bpmn:extensionElements><zeebe:formDefinition formId="portal-call.start" /></bpmn:extensionElements>
      <bpmn:outgoing>f1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
    <bpmn:userTask id="call" name="联系志愿者">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="portal-call.call" />
        <zeebe:assignmentDefinition candidateGroups="hsc_coordinator" />
        <zeebe:priorityDefinition priority="=priority" />
        <zeebe:ioMapping><zeebe:input source="=reasons" target="risk_reasons" /></zeebe:ioMapping>
        <zeebe:properties><zeebe:property name="boai:script" value="您好，我是区红十字会的协调员。" /><zeebe:property name="boai:record" value="=record" /><zeebe:property name="boai:related" value="sample-call by donorId" /></zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:subProcess id="stopping" name="不再联系" triggeredByEvent="true">
      <bpmn:startEvent id="stopped">
        <bpmn:extensionElements><zeebe:properties><zeebe:property name="boai:action" value="portal-call.stop" /><zeebe:property name="boai:actors" value="hsc_coordinator" /></zeebe:properties></bpmn:extensionElements>
        <bpmn:outgoing>f3</bpmn:outgoing><bpmn:messageEventDefinition messageRef="stop" />
      </bpmn:startEvent>
      <bpmn:sequenceFlow id="f3" sourceRef="stopped" targetRef="over" />
      <bpmn:endEvent id="over"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    </bpmn:subProcess>
  </bpmn:process>
</bpmn:definitions>`;

export const callForms = [
  {
    format: 1, id: 'portal-call.stop', title: { zh: '不再联系' },
    schema: { type: 'object', required: ['why'], properties: { why: { type: 'string', title: '原因', enum: ['本人要求', '已迁出'] } } },
    uiSchema: { why: { 'ui:widget': 'radio' } },
    examples: [{ why: '本人要求' }],
  },
  {
    format: 1, id: 'portal-call.start', title: { zh: '发起电话' },
    schema: {
      type: 'object', required: ['whom', 'priority', 'reasons', 'record'],
      properties: {
        whom: { type: 'string', title: '编号', maxLength: 20 }, priority: { type: 'integer', title: '优先程度', minimum: 0, maximum: 100 },
        reasons: { type: 'array', title: '理由', maxItems: 9, items: { type: 'string', maxLength: 40 } }, record: { type: 'string', title: '记录', maxLength: 40, 'x-variable': true },
      },
    },
    examples: [{ whom: '甲', priority: 60, reasons: ['示例理由'], record: 'sample-donor/nobody' }],
  },
  {
    format: 1, id: 'portal-call.call', title: { zh: '联系结果' },
    schema: {
      type: 'object', required: ['result'],
      properties: { result: { type: 'string', title: '结果', enum: ['接通', '空号', '拒接', '家属代接'] }, willing: { type: 'string', title: '意愿', enum: ['坚定', '犹豫', '退出'] } },
      if: { properties: { result: { const: '接通' } }, required: ['result'] },
      then: { required: ['willing'] },
    },
    uiSchema: { 'ui:quick': { field: 'result', values: ['接通', '空号', '拒接'] }, result: { 'ui:widget': 'radio' }, willing: { 'ui:widget': 'radio' } },
    examples: [{ result: '空号' }, { result: '接通', willing: '坚定' }],
  },
].map(parseForm);
