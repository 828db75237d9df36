import { ariaDescribedByIds, getInputProps, type BaseInputTemplateProps, type RJSFSchema } from '@rjsf/utils';
import { Input, InputNumber } from 'antd';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';

/** A one-line answer: text, or a number. */
export function TextWidget(props: BaseInputTemplateProps<Answers, RJSFSchema, FormContext>) {
  const { id, value, schema, type, options, placeholder, disabled, readonly, required, rawErrors, onChange, onChangeOverride, onBlur, onFocus } = props;
  const input = getInputProps<Answers, RJSFSchema, FormContext>(schema, type, options, false);
  const wrong = (rawErrors ?? []).length > 0;
  const shared = {
    id,
    name: id,
    placeholder,
    disabled: disabled === true || readonly === true,
    'aria-required': required === true,
    'aria-invalid': wrong,
    'aria-describedby': ariaDescribedByIds(id),
    ...(wrong ? { status: 'error' as const } : {}),
  };
  if (input.type === 'number' || input.type === 'integer') {
    return (
      <InputNumber<number>
        {...shared}
        className="whole"
        value={typeof value === 'number' ? value : null}
        changeOnWheel={false}
        inputMode={schema.type === 'integer' ? 'numeric' : 'decimal'}
        {...(schema.type === 'integer' ? { precision: 0 } : {})}
        onChange={(next) => onChange(next ?? options.emptyValue)}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
      />
    );
  }
  return (
    <Input
      {...shared}
      type={input.type}
      {...(schema.maxLength === undefined || schema.maxLength > 500 ? {} : { maxLength: schema.maxLength })}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      onChange={onChangeOverride ?? (({ target }) => onChange(target.value === '' ? options.emptyValue : target.value))}
      onBlur={({ target }) => onBlur(id, target.value)}
      onFocus={({ target }) => onFocus(id, target.value)}
    />
  );
}
