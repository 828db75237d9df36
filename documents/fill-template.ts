import { evaluate, type FeelContext, type Value, type Variables } from '../feel';
import type { FilledNode, FilledPaper, PaperHead, PaperNode, PaperTemplate } from './document';
import { writtenOut } from './placeholders';

/** The paper that a template gives with these values. Throws `FeelError` when an expression can't be evaluated. */
export function fillTemplate({ fileName, head, content }: PaperTemplate, values: Variables, context: FeelContext): FilledPaper {
  const write = (text: string): string => writtenOut(text, values, context);
  // Every part of a head is a text.
  const filledHead = Object.fromEntries(Object.entries(head).map(([part, text]) => [part, write(String(text))])) as unknown as PaperHead;
  return { fileName: write(fileName), head: filledHead, content: content.flatMap((node) => filled(node, values, context)) };
}

function filled(node: PaperNode, values: Variables, context: FeelContext): FilledNode[] {
  const write = (text: string): string => writtenOut(text, values, context);
  if (typeof node === 'string') return write(node).split('\n').filter((text) => text.trim() !== '').map((text) => ({ kind: 'paragraph', text }));
  if ('level' in node) return [{ kind: node.level === 1 ? 'level1' : 'level2', text: write(node.text) }];
  if ('note' in node) return [{ kind: 'note', text: write(node.note) }];
  if ('columns' in node) {
    const rows = listOf(evaluate(node.rows, values, context)).map((item) => node.columns.map(({ text }) => writtenOut(text, { ...values, [node.as]: item }, context)));
    return [{ kind: 'table', columns: node.columns, rows }];
  }
  if ('each' in node) return listOf(evaluate(node.each, values, context)).flatMap((item) => node.content.flatMap((inner) => filled(inner, { ...values, [node.as]: item }, context)));
  return evaluate(node.when, values, context) === true ? node.content.flatMap((inner) => filled(inner, values, context)) : [];
}

function listOf(value: Value): readonly Value[] {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}
