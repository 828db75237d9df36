import { compileBpmn } from '../../../workflows/bpmn';
import { tellPlan, type Story, type Told } from './story';

/** A re-election, and somebody elsewhere who raises an objection on a day. */
const WORLD = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
  <bpmn:message id="objection" name="objection-raised"><bpmn:extensionElements><zeebe:subscription correlationKey="=branchId + &quot;/&quot; + string(branch.termNo)" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="world" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:parallelGateway id="both"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
    <bpmn:callActivity id="re-election"><bpmn:extensionElements><zeebe:calledElement processId="branch-reelection" propagateAllChildVariables="false" /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming></bpmn:callActivity>
    <bpmn:intermediateCatchEvent id="the-day"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=date and time(objection_on + "T11:00:00+08:00")</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="object"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=&quot;资格条件&quot;" target="objection_type" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>f4</bpmn:incoming><bpmn:messageEventDefinition id="m" messageRef="objection" /></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="both" /><bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="re-election" /><bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="the-day" /><bpmn:sequenceFlow id="f4" sourceRef="the-day" targetRef="object" />
  </bpmn:process>
</bpmn:definitions>`;

/** Tells a re-election in which somebody raises an objection on that day (`YYYY-MM-DD`). */
export async function inPublicity(story: Partial<Story>, objectionOn: string): Promise<Told> {
  const { plan } = await compileBpmn(WORLD);
  return tellPlan(plan, { process: 'branch-reelection', start: '2026-02-02', ...story, variables: { objection_on: objectionOn } });
}
