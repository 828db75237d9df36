import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { publishDefinition } from '../../activities/store/publish';
import type { StartResult } from '../../web/api/contract';
import { callerOf } from '../api/support/portal';
import { until } from '../workflows/support/player';
import { startPortalInBrowser, type PortalInBrowser } from './support/portal-in-browser';
import { picture } from './support/pictures';

let portal: PortalInBrowser;
/** A service that answers, and the address of one that is gone. */
let service: Server;
let gone: string;
let instanceId: string;

beforeAll(async () => {
  portal = await startPortalInBrowser({}, { httpHosts: ['127.0.0.1'] });
  service = await listening();
  const closed = await listening();
  gone = addressOf(closed);
  await new Promise((resolve) => closed.close(resolve));
  await publishDefinition(portal.store, { xml: callingProcess(gone), forms: [], by: 'tester' });
  const officer = await callerOf(portal.origin, 'officer');
  const { body } = await officer.send<StartResult>('POST', '/api/processes/tell-province/instances', { branchId: portal.district.root, answers: {} }, { 'idempotency-key': randomUUID() });
  instanceId = body.instanceId;
  await until(() => portal.store.instances.findOne({ _id: instanceId, incidents: { $gt: 0 } }), 'the incident');
}, 300_000);
afterAll(async () => {
  await new Promise((resolve) => service?.close(resolve));
  await portal?.close();
});

test('a step whose service is away stops with the reason, and goes on once an administrator names the right address', async () => {
  const { page, complaints } = await portal.signIn('admin');
  await page.goto(`${portal.origin}/instances?view=all&incidents=1`);
  await page.getByRole('link', { name: '报送省红十字会（示例）' }).click();

  const reason = page.getByRole('article').filter({ hasText: '这一步出了异常，停下来了' });
  await reason.getByText(`“${gone}”没有应答（ECONNREFUSED）`).waitFor();
  await page.locator('[data-element-id="tell"].is-incident').waitFor();
  await picture(page, 'incident');
  await reason.getByRole('button', { name: '重试' }).click();
  const dialog = page.getByRole('dialog', { name: '重试这一步' });
  await dialog.getByLabel('要改正的变量').fill('address = 127.0.0.1');
  await dialog.getByText('不是有效的 JSON').waitFor();
  const mayRetry = await dialog.getByRole('button', { name: '重试' }).isEnabled();
  await dialog.getByLabel('要改正的变量').fill(JSON.stringify({ url: `http://${addressOf(service)}/` }));
  await picture(page, 'retry');
  await dialog.getByRole('button', { name: '重试' }).click();

  await page.locator('.waits').getByText('核对回执', { exact: true }).waitFor();
  await page.locator('[data-element-id="check"].is-active').waitFor();
  await page.getByText('已处理的异常 1').click();
  await page.getByText(`“${gone}”没有应答（ECONNREFUSED）`).first().waitFor();
  await picture(page, 'went-on');
  expect(mayRetry).toBe(false);
  expect(await reason.count()).toBe(0);
  expect(await portal.store.instances.byId(instanceId)).toMatchObject({ incidents: 0, status: 'running' });
  expect(complaints).toEqual([]);
});

test('whoever may not retry a step is told who does', async () => {
  const { page } = await portal.signIn('vp');
  const officer = await callerOf(portal.origin, 'officer');
  const { body } = await officer.send<StartResult>('POST', '/api/processes/tell-province/instances', { branchId: portal.district.root, answers: {} }, { 'idempotency-key': randomUUID() });

  await page.goto(`${portal.origin}/instances/${encodeURIComponent(body.instanceId)}`);
  await page.getByText('异常由系统管理员或组织工作人员处理，处理后事项会继续。').waitFor();

  expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
});

async function listening(): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Tells another office and has somebody look at the answer. */
function callingProcess(address: string): string {
  const shape = (id: string, x: number, width: number): string => `<bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds x="${x}" y="100" width="${width}" height="${width === 36 ? 36 : 80}" /></bpmndi:BPMNShape>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="defs" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="tell-province" name="报送省红十字会（示例）" isExecutable="true">
    <bpmn:extensionElements><zeebe:properties><zeebe:property name="boai:starters" value="district_org_officer" /></zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="tell" />
    <bpmn:serviceTask id="tell" name="报送">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="http" retries="2" />
        <zeebe:ioMapping><zeebe:input source="http://${address}/" target="url" /></zeebe:ioMapping>
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="tell" targetRef="check" />
    <bpmn:userTask id="check" name="核对回执">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="district_org_officer" /></bpmn:extensionElements>
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="check" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="tell-province">${shape('start', 100, 36)}${shape('tell', 200, 100)}${shape('check', 360, 100)}${shape('end', 520, 36)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}
