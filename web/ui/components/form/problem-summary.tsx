import type { Ref } from 'react';
import type { AnswerProblem, FormDocument } from '../../../../forms/document';
import type { LocalText } from '../../../../workflows/engine/plan';
import { useSay, useTexts } from '../language/language';
import { stepsOf } from './form-validator';
import { showField } from './show-field';
import { texts } from './texts';

interface Props {
  readonly document: FormDocument;
  readonly problems: readonly AnswerProblem[];
  /** They are still to be filled in: nothing was done wrong. */
  readonly asks?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Everything that is wrong, above the form, each with a way to its field. */
export function ProblemSummary({ document, problems, asks = false, ref }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <div className={`notice ${asks ? 'notice-info' : 'notice-wrong'}`} role="alert" tabIndex={-1} ref={ref}>
      <p>{asks ? say.asks(problems.length) : say.wrong(problems.length)}</p>
      <ul>
        {linesOf(document.schema, problems, local).map(({ text, places }) => (
          <li key={`${text} ${places[0]?.at ?? ''}`}>
            <button type="button" className="link" onClick={() => places[0] !== undefined && showField(places[0].at)}>{text}</button>
            {places.length < 2 ? null : <span className="wrong-items">{places.map(({ at, item }) => <button key={at} type="button" className="link" onClick={() => showField(at)}>{say.item(item)}</button>)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Line {
  readonly text: string;
  /** Where it is: several items of one list, when the same is wrong with each. */
  readonly places: readonly { readonly at: string; readonly item: number }[];
}

/** One line for what is wrong with several items of a list in the same way. */
function linesOf(schema: unknown, problems: readonly AnswerProblem[], local: (text: LocalText) => string): readonly Line[] {
  const alike = new Map<string, AnswerProblem[]>();
  for (const problem of problems) {
    const key = `${problem.at.replace(INDEX, '/*')} ${problem.rule} ${local(problem.message)}`;
    alike.set(key, [...(alike.get(key) ?? []), problem]);
  }
  return [...alike.values()].map((all) => {
    const [first] = all as [AnswerProblem, ...AnswerProblem[]];
    const places = [...new Set(all.map(({ at }) => at))].map((at) => ({ at, item: Number(INDEX.exec(at)?.[1] ?? 0) + 1 }));
    return { text: lineOf(titleAt(schema, places.length > 1 ? first.at.replace(INDEX, '') : first.at), local(first.message)), places };
  });
}

/** The first index in a pointer: which item of a list. */
const INDEX = /\/(\d+)(?=\/|$)/;

/** The message, after the field's title unless it names the field itself. */
function lineOf(title: string, message: string): string {
  return title === '' || message.includes(title) ? message : `${title}：${message}`;
}

/** The titles on the way to a field: 领导职数 › 副会长. */
function titleAt(schema: unknown, pointer: string): string {
  const titles: string[] = [];
  let at = schema as Readonly<Record<string, unknown>> | undefined;
  for (const step of stepsOf(pointer)) {
    const holder = at?.['properties'] === undefined ? (at?.['items'] as typeof at) : at;
    const properties = holder?.['properties'] as Record<string, Record<string, unknown>> | undefined;
    if (/^\d+$/.test(step) && at?.['items'] !== undefined) {
      at = at['items'] as Record<string, unknown>;
      titles.push(String(Number(step) + 1));
      continue;
    }
    at = properties?.[step];
    if (typeof at?.['title'] === 'string') titles.push(at['title']);
  }
  return titles.join(' › ');
}
