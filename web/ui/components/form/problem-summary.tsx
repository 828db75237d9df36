import type { Ref } from 'react';
import type { AnswerProblem, FormDocument } from '../../../../forms/document';
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
        {problems.map((problem, index) => (
          <li key={`${problem.at} ${problem.rule} ${index}`}>
            <button type="button" className="link" onClick={() => showField(problem.at)}>
              {lineOf(titleAt(document.schema, problem.at), local(problem.message))}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message, after the field's title unless it names the field itself. */
function lineOf(title: string, message: string): string {
  return title === '' || message.includes(title) ? message : `${title}：${message}`;
}

/** The titles on the way to a field: 领导职数 › 副会长. */
function titleAt(schema: unknown, pointer: string): string {
  const titles: string[] = [];
  let at = schema as Readonly<Record<string, unknown>> | undefined;
  for (const step of stepsOf(pointer)) {
    const properties = at?.['properties'] as Record<string, Record<string, unknown>> | undefined;
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
