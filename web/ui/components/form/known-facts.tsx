import type { Value, Variables } from '../../../../feel/types';
import type { FileRef, FormView } from '../../../api/contract';
import { formatDay, formatMoment } from '../dates/format-date';
import { FileLink } from '../files/file-link';
import { bilingual, useLanguage, useSay, useTexts, type Locale } from '../language/language';

const texts = bilingual({ known: '相关信息', yes: '是', no: '否' }, { known: 'What is known', yes: 'Yes', no: 'No' });

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Longer texts have the whole width, and are folded. */
const LONG = 100;

interface Props {
  readonly form: FormView | undefined;
  readonly context: Variables;
  /** Papers of the case: a value that is the id of one is a link to it. */
  readonly papers?: readonly FileRef[];
}

/** The values that a form's author wanted beside it, under their names. */
export function KnownFacts({ form, context, papers = [] }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  const called = (name: string, value: Value): string => {
    const choices = form?.document.needChoices?.[name];
    if (choices !== undefined && Array.isArray(value)) return value.map((item: Value) => called(name, item)).join('、');
    return choices !== undefined && typeof value === 'string' && Object.hasOwn(choices, value) ? local(choices[value]) : textOf(value, locale, say);
  };
  const facts = Object.entries(form?.document.needTitles ?? {}).flatMap(([name, title]) => {
    const value = context[name];
    return value === undefined || value === null || value === '' ? [] : [{ name, title: local(title), text: called(name, value), paper: papers.find(({ id }) => id === value) }];
  });
  if (facts.length === 0) return null;
  return (
    <dl className="facts known" aria-label={say.known}>
      {facts.map(({ name, title, text, paper }) => (paper !== undefined ? <div key={name} className="known-long"><dt>{title}</dt><dd><FileLink file={paper} /></dd></div> : text.length > LONG ? <LongFact key={name} title={title} text={text} /> : <div key={name}><dt>{title}</dt><dd>{text}</dd></div>))}
    </dl>
  );
}

/** Two lines of a list of many names; the rest when somebody wants it. */
function LongFact({ title, text }: { readonly title: string; readonly text: string }) {
  return <div className="known-long"><dt>{title}</dt><dd><details><summary>{text}</summary></details></dd></div>;
}

function textOf(value: Value, locale: Locale, say: { readonly yes: string; readonly no: string }): string {
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  if (typeof value === 'string') return DAY.test(value) ? formatDay(value, locale) : INSTANT.test(value) ? formatMoment(value, locale) : value;
  if (Array.isArray(value)) return value.map((item: Value) => textOf(item, locale, say)).join('、');
  if (typeof value === 'object' && value !== null) return Object.values(value).map((item: Value) => textOf(item, locale, say)).join(' ');
  return String(value);
}
