import { ariaDescribedByIds, optionId, titleId, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { Checkbox, Radio } from 'antd';
import { useTexts } from '../../language/language';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';

type Props = WidgetProps<Answers, RJSFSchema, FormContext>;

/** Up to this many characters in all, choices stand in one line. */
const ONE_LINE = 24;

interface Choice {
  readonly value: unknown;
  readonly label: string;
}

/** One of a few choices, all visible; yes and no for a boolean. */
export function RadioWidget({ id, value, options, schema, disabled, readonly, rawErrors, onChange, onBlur }: Props) {
  const say = useTexts(texts);
  const given: readonly Choice[] = options.enumOptions ?? [];
  const choices = schema.type === 'boolean' ? given.map((choice) => ({ ...choice, label: yesOrNo(choice, say) })) : given;
  return (
    <Radio.Group
      id={id}
      name={id}
      className={inOneLine(choices) ? 'choices choices-line' : 'choices'}
      value={choices.findIndex((choice) => choice.value === value)}
      disabled={disabled === true || readonly === true}
      onChange={({ target }) => onChange(choices[Number(target.value)]?.value)}
      onBlur={() => onBlur(id, value)}
      aria-labelledby={titleId(id)}
      aria-describedby={ariaDescribedByIds(id)}
      aria-invalid={(rawErrors ?? []).length > 0}
    >
      {choices.map((choice, index) => <Radio key={String(choice.value)} id={optionId(id, index)} value={index}>{choice.label}</Radio>)}
    </Radio.Group>
  );
}

/** Any of a few choices. */
export function CheckboxesWidget({ id, value, options, disabled, readonly, onChange, onBlur }: Props) {
  const choices: readonly Choice[] = options.enumOptions ?? [];
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <div role="group" aria-labelledby={titleId(id)} aria-describedby={ariaDescribedByIds(id)} className={inOneLine(choices) ? 'choices choices-line' : 'choices'} id={id}>
      {choices.map((choice, index) => (
        <Checkbox
          key={String(choice.value)}
          id={optionId(id, index)}
          checked={chosen.includes(choice.value)}
          disabled={disabled === true || readonly === true}
          onChange={({ target }) => onChange(choices.map((each) => each.value).filter((each) => (each === choice.value ? target.checked : chosen.includes(each))))}
          onBlur={() => onBlur(id, value)}
        >
          {choice.label}
        </Checkbox>
      ))}
    </div>
  );
}

/** A statement that is true or not; only one that must be true is marked as required. */
export function CheckboxWidget({ id, value, label, schema, disabled, readonly, rawErrors, onChange, onBlur }: Props) {
  return (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={disabled === true || readonly === true}
      onChange={({ target }) => onChange(target.checked)}
      onBlur={() => onBlur(id, value)}
      aria-describedby={ariaDescribedByIds(id)}
      aria-invalid={(rawErrors ?? []).length > 0}
    >
      {label}
      {schema.const === true ? <span className="field-mark" aria-hidden="true">*</span> : null}
    </Checkbox>
  );
}

function yesOrNo(choice: Choice, say: { readonly yes: string; readonly no: string }): string {
  if (choice.label !== 'Yes' && choice.label !== 'No') return choice.label;
  return choice.value === true ? say.yes : say.no;
}

function inOneLine(choices: readonly Choice[]): boolean {
  return choices.reduce((length, choice) => length + choice.label.length, 0) <= ONE_LINE;
}
