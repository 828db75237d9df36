import { withTheme, type FormProps, type IChangeEvent } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Variables } from '../../../../feel/types';
import type { AnswerProblem } from '../../../../forms/document';
import { fillHints } from '../../../../forms/fill-text';
import { localize } from '../../../../forms/localize';
import type { FormView } from '../../../api/contract';
import { useLanguage, useTexts } from '../language/language';
import { afterPress } from './after-press';
import type { Answers } from './answers';
import type { FormContext, UploadTarget } from './form-context';
import { fieldId, formValidator, plainAnswers, toErrorSchema } from './form-validator';
import { ProblemSummary } from './problem-summary';
import { QuickChoices } from './quick-choices';
import { showField } from './show-field';
import { shownAnswers } from './shown-answers';
import { texts } from './texts';
import { formTheme } from './theme';
import { uiSchemaOf } from './ui-schema';
import { useFormCheck } from './use-form-check';
import './form.css';

const ThemedForm = withTheme<Answers, RJSFSchema, FormContext>(formTheme);

/** What is typed is what is kept: nothing is filled in behind the person's back. */
const DEFAULTS: NonNullable<FormProps<Answers>['experimental_defaultFormStateBehavior']> = { emptyObjectFields: 'skipEmptyDefaults', constAsDefaults: 'never', arrayMinItems: { populate: 'requiredOnly' } };

interface Props {
  /** Id of the `<form>`, for a submit button that stands elsewhere. */
  readonly id: string;
  readonly form: FormView;
  readonly answers: Answers;
  readonly context: Variables;
  readonly upload?: UploadTarget;
  readonly disabled?: boolean;
  /** What the server found wrong with the last submission. */
  readonly refused?: readonly AnswerProblem[];
  readonly onChange: (answers: Answers) => void;
  /** Called when a field is left: a good moment to save. */
  readonly onLeaveField?: () => void;
  readonly onSubmit: (answers: Answers) => void;
  /** Takes what a one-tap button (`ui:quick`) completed; `onSubmit` does when left out. */
  readonly onQuick?: (answers: Answers) => void;
  /** Values that stand masked for what they hide: left alone, nothing is wrong with them. */
  readonly untouched?: Answers;
}

const NONE: readonly AnswerProblem[] = [];

/** A form to fill in: checked field by field once left, and as a whole when it is handed in. */
export function AnswersForm({ id, form, answers, context, upload, disabled = false, refused = NONE, onChange, onLeaveField, onSubmit, onQuick = onSubmit, untouched }: Props) {
  const { locale } = useLanguage();
  const say = useTexts(texts);
  const document = useMemo(() => fillHints(localize(form.document, locale), context), [form, locale, context]);
  const uiSchema = useMemo(() => uiSchemaOf(document), [document]);
  const { check, isPending, isError } = useFormCheck(form, context, untouched);
  // rjsf takes two validators for equal, since it compares no functions: one that always asks for the latest.
  const latest = useRef({ check, locale, isPending });
  latest.current = { check, locale, isPending };
  const validator = useMemo(() => formValidator(() => latest.current), []);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  // A one-tap button needs more: that is no mistake yet.
  const [asking, setAsking] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  // Handed in before its checks are here, a form waits for them.
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting || isPending) return;
    setWaiting(false);
    (window.document.getElementById(id) as HTMLFormElement | null)?.requestSubmit();
  }, [waiting, isPending, id]);

  const problems = useMemo(() => check(plainAnswers(answers)), [check, answers]);
  const extra = useMemo(() => {
    const early = attempted ? [] : problems.filter((problem) => problem.level === 'error' && problem.rule !== 'required' && left.has(fieldId(problem.at)));
    return toErrorSchema([...early, ...refused], locale) as ErrorSchema<Answers>;
  }, [attempted, problems, left, refused, locale]);
  const formContext = useMemo<FormContext>(() => ({ warnings: warningsOf(problems, locale), ...(upload === undefined ? {} : { upload }) }), [problems, locale, upload]);
  const missing = asking && !attempted ? problems.filter(({ level, rule }) => level === 'error' && rule === 'required') : [];
  const wrong = [...(attempted ? problems.filter((problem) => problem.level === 'error') : []), ...refused];

  /** What is handed in is what one sees; a record keeps what its form hides for the moment. */
  const seen = (handedIn: Answers): Answers => (untouched === undefined ? shownAnswers(form.document.schema, handedIn) : handedIn);

  const tellWrong = (): void => {
    setAttempted(true);
    requestAnimationFrame(() => summary.current?.focus());
  };

  /** rjsf judged with what was loaded when it was pressed; its checks may have come since. */
  const handIn = (handedIn: Answers): void => {
    if (latest.current.isPending) return setWaiting(true);
    if (latest.current.check(plainAnswers(handedIn)).some(({ level }) => level === 'error')) return tellWrong();
    onSubmit(seen(handedIn));
  };

  /** Sets the field; hands in at once when nothing else is missing, and asks for what is otherwise. */
  const chooseQuickly = (next: Answers): void => {
    onChange(next);
    const open = check(plainAnswers(next)).filter((problem) => problem.level === 'error');
    const [missing] = open;
    if (missing === undefined) return onQuick(seen(next));
    if (open.every(({ rule }) => rule === 'required')) setAsking(true);
    else setAttempted(true);
    // A frame for the fields that the choice brings, one for their place.
    requestAnimationFrame(() => requestAnimationFrame(() => showField(missing.at)));
  };

  return (
    <>
      <QuickChoices document={document} answers={answers} disabled={disabled || isPending} onChoose={chooseQuickly} />
      {wrong.length > 0 || missing.length === 0 ? null : <ProblemSummary document={document} problems={missing} asks />}
      {wrong.length === 0 ? null : <ProblemSummary ref={summary} document={document} problems={wrong} />}
      {isError ? <p className="field-warning" role="status">{say.checkerAway}</p> : null}
      <ThemedForm
        id={id}
        className="answers-form"
        schema={document.schema as RJSFSchema}
        uiSchema={uiSchema}
        validator={validator}
        formData={answers}
        formContext={formContext}
        extraErrors={extra}
        disabled={disabled}
        noHtml5Validate
        showErrorList={false}
        {...(attempted ? { liveValidate: 'onChange' as const } : {})}
        experimental_defaultFormStateBehavior={DEFAULTS}
        onChange={(event: IChangeEvent<Answers>) => onChange(event.formData ?? {})}
        onBlur={(field: string) => {
          afterPress(() => setLeft((before) => (before.has(field) ? before : new Set([...before, field]))));
          onLeaveField?.();
        }}
        onError={tellWrong}
        onSubmit={(event: IChangeEvent<Answers>) => handIn(event.formData ?? {})}
      >
        <></>
      </ThemedForm>
    </>
  );
}

function warningsOf(problems: readonly AnswerProblem[], locale: 'zh' | 'en'): Readonly<Record<string, readonly string[]>> {
  const warnings: Record<string, string[]> = {};
  for (const problem of problems.filter(({ level }) => level === 'warning')) {
    const text = (locale === 'en' ? problem.message.en : undefined) ?? problem.message.zh;
    (warnings[fieldId(problem.at)] ??= []).push(text);
  }
  return warnings;
}
