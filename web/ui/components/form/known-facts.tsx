import type { Value, Variables } from '../../../../feel/types';
import type { FormView } from '../../../api/contract';
import { formatDay } from '../dates/format-date';
import { bilingual, useLanguage, useSay, useTexts, type Locale } from '../language/language';

const texts = bilingual({ known: '相关信息', yes: '是', no: '否' }, { known: 'What is known', yes: 'Yes', no: 'No' });

interface Props {
  readonly form: FormView | undefined;
  readonly context: Variables;
}

/** The values that a form's author wanted beside it, under their names. */
export function KnownFacts({ form, context }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const { locale } = useLanguage();
  const called = (name: string, value: Value): string | undefined => {
    const choices = form?.document.needChoices?.[name];
    return choices !== undefined && typeof value === 'string' && Object.hasOwn(choices, value) ? local(choices[value]) : undefined;
  };
  const facts = Object.entries(form?.document.needTitles ?? {}).flatMap(([name, title]) => {
    const value = context[name];
    return value === undefined || value === null || value === '' ? [] : [{ name, title: local(title), text: called(name, value) ?? textOf(value, locale, say) }];
  });
  if (facts.length === 0) return null;
  return (
    <dl className="facts known" aria-label={say.known}>
      {facts.map(({ name, title, text }) => <div key={name}><dt>{title}</dt><dd>{text}</dd></div>)}
    </dl>
  );
}

function textOf(value: Value, locale: Locale, say: { readonly yes: string; readonly no: string }): string {
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? formatDay(value, locale) : value;
  if (Array.isArray(value)) return value.map((item: Value) => textOf(item, locale, say)).join('、');
  if (typeof value === 'object' && value !== null) return Object.values(value).map((item: Value) => textOf(item, locale, say)).join(' ');
  return String(value);
}
