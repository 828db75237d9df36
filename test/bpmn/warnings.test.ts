import { compileBpmn } from '../../workflows/bpmn';
import { between, bpmn, extended, flow, properties, ROOTS } from './support/bpmn';

async function warningsOf(process: string, jobTypes?: readonly string[]): Promise<readonly string[]> {
  const { warnings } = await compileBpmn(bpmn(process, ROOTS), jobTypes === undefined ? {} : { jobTypes });
  return warnings.map(({ elementId, message }) => `${elementId}: ${message}`);
}

describe('a warning', () => {
  test('names an element that is never reached, and one that has no way out', async () => {
    const warnings = await warningsOf(`<startEvent id="start" /><exclusiveGateway id="x" /><task id="again" /><task id="alone" />${flow('start', 'x', 'again', 'x')}`);

    expect(warnings).toEqual(expect.arrayContaining(['alone: it is never reached', 'again: there is no way out of it: every path leads back']));
  });

  test('names a job type that is not shipped, if the shipped ones are known', async () => {
    const service = between(`<serviceTask id="x">${extended('<zeebe:taskDefinition type="rocket" />')}</serviceTask>`);

    expect(await warningsOf(service)).toEqual([]);
    expect(await warningsOf(service, ['rocket'])).toEqual([]);
    expect(await warningsOf(service, ['notify'])).toEqual(['x: the job type "rocket" is not shipped: the process can be rehearsed, but not published']);
  });

  test('says that a form which is not one of ours is not shown', async () => {
    const form = (attributes: string): Promise<readonly string[]> => warningsOf(between(`<userTask id="x">${extended(`<zeebe:formDefinition ${attributes} />`)}</userTask>`));

    expect(await form('formKey="camunda-forms:bpmn:form"')).toEqual(['x: the form "camunda-forms:bpmn:form" is not one of ours: it is shown without a form']);
    expect(await form('externalReference="elsewhere"')).toHaveLength(1);
  });

  test('says that the condition of a default flow is never evaluated, and the plan has none', async () => {
    const model = bpmn(`<startEvent id="start" /><exclusiveGateway id="x" default="x-end" /><endEvent id="end" />${flow('start', 'x')}
<sequenceFlow id="x-end" sourceRef="x" targetRef="end"><conditionExpression>=a</conditionExpression></sequenceFlow>`);

    const { plan, warnings } = await compileBpmn(model);

    expect(plan.flows['x-end']).toEqual({ id: 'x-end', from: 'x', to: 'end' });
    expect(warnings.map(({ message }) => message)).toEqual(['the condition of a default flow is never evaluated']);
  });

  test('names a variable that hides a FEEL function, a connector that does not run, and a cycle that is caught once', async () => {
    const script = (variable: string): string => between(`<scriptTask id="x">${extended(`<zeebe:script expression="=1" resultVariable="${variable}" />`)}</scriptTask>`);
    const connector = between(`<receiveTask id="x" messageRef="message">${extended(properties({ 'inbound.type': 'mail' }))}</receiveTask>`);
    const cycle = between('<intermediateCatchEvent id="x"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>');

    expect(await warningsOf(script('total'))).toEqual([]);
    expect(await warningsOf(script('sum'))).toEqual([expect.stringContaining('the variable "sum" is named like a built-in function')]);
    expect(await warningsOf(connector)).toEqual([expect.stringContaining('the inbound connector "mail" does not run here')]);
    expect(await warningsOf(cycle)).toEqual([expect.stringContaining('caught once')]);
  });

  test('names an attribute that nobody knows', async () => {
    expect(await warningsOf(between('<task id="x" zeebe:colour="red" />'))).toEqual(['x: the attribute "zeebe:colour" is not known']);
  });

  test('does not stand beside a plan that is fine', async () => {
    expect(await warningsOf(between('<userTask id="x" />'))).toEqual([]);
  });
});
