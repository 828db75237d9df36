import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { BpmnNode } from './bpmn-node';
import { namespacesIn } from './namespaces';
import type { ProblemList } from './problem';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

/** Longer files are refused before they are parsed. */
export const MAX_XML_CHARACTERS = 2_000_000;

/** Files with more tags than this are refused before they are parsed. */
const MAX_TAGS = 20_000;

/** References whose loss changes nothing that runs. */
const HARMLESS_REFERENCES = /^(bpmndi:|bpmn:(incoming|outgoing|flowNodeRef|dataObjectRef|dataStoreRef|itemSubjectRef|structureRef|categoryValueRef|participantRef|dataInputRefs|dataOutputRefs|operationRef|partitionElementRef))/;

/** What moddle says of a reference or of content that it could not read. */
interface ModdleWarning {
  readonly message: string;
  readonly property?: string;
  readonly value?: string;
  readonly element?: unknown;
}

/**
 * Parses BPMN XML into its `definitions`. Problems of the text itself end up in `problems`; the answer is
 * undefined when nothing could be read. DOCTYPE is refused, so that no entity is ever expanded.
 */
export async function readDefinitions(xml: string, problems: ProblemList): Promise<BpmnNode | undefined> {
  const refusal = refusalOf(xml);
  if (refusal) {
    problems.invalid(undefined, refusal);
    return undefined;
  }
  const moddle = new BpmnModdle({ zeebe });
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml.replace(/^\uFEFF/, ''));
    const namespaces = namespacesIn(xml);
    for (const warning of warnings) reportWarning(warning as ModdleWarning, namespaces, problems);
    return BpmnNode.of(rootElement);
  } catch (error) {
    problems.invalid(undefined, `the XML cannot be read: ${readable(error instanceof Error ? error.message : String(error))}`);
    return undefined;
  }
}

function refusalOf(xml: string): string | undefined {
  if (xml.trim() === '') return 'the file is empty';
  if (xml.length > MAX_XML_CHARACTERS) return `the file has ${xml.length} characters; at most ${MAX_XML_CHARACTERS} are read`;
  const markup = withoutText(xml);
  if (/<!(DOCTYPE|ENTITY)/i.test(markup)) return 'a DOCTYPE or ENTITY declaration is not accepted';
  const tags = markup.split('<').length - 1;
  if (tags > MAX_TAGS) return `the file has ${tags} tags; at most ${MAX_TAGS} are read`;
  return undefined;
}

/** The XML without comments and CDATA sections. One pass, since a file may open a million comments and close none. */
function withoutText(xml: string): string {
  const kept: string[] = [];
  for (let from = 0; from < xml.length; ) {
    const [start, closing] = earliest(xml, from);
    kept.push(xml.slice(from, start));
    const end = closing === undefined ? -1 : xml.indexOf(closing, start);
    from = closing === undefined || end < 0 ? xml.length : end + closing.length;
  }
  return kept.join('');
}

function earliest(xml: string, from: number): readonly [number, string | undefined] {
  const opening = /<!--|<!\[CDATA\[/g;
  opening.lastIndex = from;
  const found = opening.exec(xml);
  return found === null ? [xml.length, undefined] : [found.index, found[0] === '<!--' ? '-->' : ']]>'];
}

function reportWarning(warning: ModdleWarning, namespaces: ReadonlyMap<string, string>, problems: ProblemList): void {
  if (warning.property !== undefined && /^unknown attribute/.test(warning.message)) {
    return problems.warn(nearestWithId(BpmnNode.of(warning.element)), `the attribute "${warning.property}" is not known`, 'invalid');
  }
  if (warning.property !== undefined) {
    const at = nearestWithId(BpmnNode.of(warning.element));
    const lost = `${warning.property.replace(/^bpmn:/, '')} names "${warning.value}", which the file does not have`;
    return HARMLESS_REFERENCES.test(warning.property) || at?.type === 'messageFlow' ? problems.warn(at, lost, 'invalid') : problems.invalid(at, lost);
  }

  const message = readable(warning.message);
  const [, tag = ''] = /<([^>\s/]*)[^>]*>/.exec(message) ?? [];
  const prefix = tag.includes(':') ? (tag.split(':')[0] ?? '') : '';
  if (/unknown type/.test(message) && namespaces.get(prefix) === ZEEBE) return problems.unsupported(undefined, message);
  if (namespaces.get(prefix) === BPMN) return problems.invalid(undefined, message);
  problems.warn(undefined, message, 'invalid');
}

/** Event definitions and the like have no id: the element that holds them is what its author can find. */
function nearestWithId(node: BpmnNode | undefined): BpmnNode | undefined {
  return node === undefined || node.id !== undefined || node.parent === undefined ? node : nearestWithId(node.parent);
}

/** Moddle's message in one line, with the line number counted from one and the cause first. */
function readable(message: string): string {
  const line = /line: (\d+)/.exec(message)?.[1];
  const [, what] = /unparsable content ?(.*?) ?detected/s.exec(message) ?? [];
  if (line === undefined || what === undefined) return oneLine(message);
  const cause = oneLine(/nested error: ([\s\S]*)/.exec(message)?.[1] ?? 'not understood');
  const at = what.length > 0 ? `${oneLine(what).slice(0, 80)}, ` : '';
  return `${at}line ${Number(line) + 1}: ${cause}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
