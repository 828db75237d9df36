import { compileBpmn } from '../../../workflows/bpmn';
import { tellPlan, type Story, type Told } from './story';

/** What somebody elsewhere tells a process; keys and inputs are FEEL. */
export interface Message {
  readonly name: string;
  readonly correlationKey: string;
  /** `YYYY-MM-DD`, at eleven. */
  readonly on: string;
  /** Inputs of the throwing event, by the variable that they become. */
  readonly inputs?: Readonly<Record<string, string>>;
}

const attribute = (feel: string): string => feel.replaceAll('"', '&quot;');

/** Tells a shipped process beside which somebody else throws a message on a day. */
export async function tellBeside(story: Story, { name, correlationKey, on, inputs = {} }: Message): Promise<Told> {
  const mappings = Object.entries(inputs).map(([target, source]) => `<zeebe:input source="${attribute(source)}" target="${target}" />`);
  const { plan } = await compileBpmn(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
  <bpmn:message id="told" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="${attribute(correlationKey)}" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="world" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:parallelGateway id="both"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing></bpmn:parallelGateway>
    <bpmn:callActivity id="told-process"><bpmn:extensionElements><zeebe:calledElement processId="${story.process}" propagateAllChildVariables="false" /></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming></bpmn:callActivity>
    <bpmn:intermediateCatchEvent id="the-day"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=date and time("${on}T11:00:00+08:00")</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="tell"><bpmn:extensionElements><zeebe:ioMapping>${mappings.join('')}</zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>f4</bpmn:incoming><bpmn:messageEventDefinition id="m" messageRef="told" /></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="both" /><bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="told-process" /><bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="the-day" /><bpmn:sequenceFlow id="f4" sourceRef="the-day" targetRef="tell" />
  </bpmn:process>
</bpmn:definitions>`);
  return tellPlan(plan, story);
}
