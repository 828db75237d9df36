/** BPMN text with one executable process `p`; the BPMN namespace is the default one. */
export function bpmn(process: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://boai-flow/test">
${roots}
<process id="p" name="示例流程" isExecutable="true">
${process}
</process>
</definitions>`;
}

/** Sequence flows along a path of ids: `start-x`, `x-end`. */
export function flow(...path: readonly string[]): string {
  return path
    .slice(1)
    .map((to, index) => `<sequenceFlow id="${path[index]}-${to}" sourceRef="${path[index]}" targetRef="${to}" />`)
    .join('\n');
}

/** An element between a start and an end event; its id is `x`. */
export function between(element: string): string {
  return `<startEvent id="start" />\n${element}\n<endEvent id="end" />\n${flow('start', 'x', 'end')}`;
}

/** Extension elements. */
export function extended(...elements: readonly string[]): string {
  return `<extensionElements>${elements.join('')}</extensionElements>`;
}

/** A `zeebe:properties` element. */
export function properties(entries: Readonly<Record<string, string>>): string {
  return `<zeebe:properties>${Object.entries(entries).map(([name, value]) => `<zeebe:property name="${name}" value="${value.replaceAll('"', '&quot;')}" />`).join('')}</zeebe:properties>`;
}

/** A message `paid`, correlated by `orderId`, and an error, an escalation and a signal. */
export const ROOTS = `
<message id="message" name="paid">${extended('<zeebe:subscription correlationKey="=orderId" />')}</message>
<signal id="signal" name="alarm" />
<error id="error" errorCode="broke" />
<escalation id="escalation" escalationCode="late" />`;
