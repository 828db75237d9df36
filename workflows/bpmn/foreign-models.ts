import { namespacesUsedIn } from './namespaces';

/** Namespaces of engines whose extensions mean something else than Camunda 8's. */
const FOREIGN: Readonly<Record<string, string>> = {
  'http://camunda.org/schema/1.0/bpmn': 'Camunda 7',
  'http://activiti.org/bpmn': 'Activiti',
  'http://flowable.org/bpmn': 'Flowable',
};

const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

/** Says why a file made for another engine is refused; undefined for plain BPMN and for Camunda 8 models. */
export function foreignEngineOf(xml: string): string | undefined {
  const used = namespacesUsedIn(xml);
  if (used.has(ZEEBE)) return undefined;
  for (const [namespace, engine] of Object.entries(FOREIGN)) {
    if (used.has(namespace)) return `the model is made for ${engine}, whose extensions are not understood: convert it to Camunda 8 (zeebe) first`;
  }
  return undefined;
}
