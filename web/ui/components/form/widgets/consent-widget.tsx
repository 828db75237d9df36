import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { Checkbox, Radio } from 'antd';
import type { ConsentText } from '../../../../../forms/consent';
import { useSay, useTexts } from '../../language/language';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';

/**
 * `x-consent`: the whole text that is agreed to, and a tick of its own. A required one that may be refused
 * (no `const: true`), or one with the option `refusable`, has two answers: nobody refuses by overlooking it.
 */
export function ConsentWidget({ id, value, label, schema, options, required, disabled, readonly, rawErrors, onChange, onBlur }: WidgetProps<Answers, RJSFSchema, FormContext>) {
  const say = useTexts(texts);
  const local = useSay();
  const consent = schema['x-consent'] as ConsentText | undefined;
  const textId = `${id}__text`;
  const shared = { disabled: disabled === true || readonly === true, 'aria-describedby': `${textId} ${ariaDescribedByIds(id)}`, 'aria-invalid': (rawErrors ?? []).length > 0 };
  return (
    <div className={(rawErrors ?? []).length > 0 ? 'consent consent-wrong' : 'consent'}>
      <h3 className="consent-title">{label}{required === true ? <span className="field-mark" aria-hidden="true">*</span> : null}</h3>
      <p className="consent-text" id={textId}>{local(consent?.text)}</p>
      <div className="consent-foot">
        {(required === true || options['refusable'] === true) && schema.const !== true ? (
          <Radio.Group
            id={id}
            name={id}
            value={value}
            disabled={shared.disabled}
            onChange={({ target }) => onChange(target.value)}
            onBlur={() => onBlur(id, value)}
            aria-label={label}
            aria-describedby={shared['aria-describedby']}
            aria-invalid={shared['aria-invalid']}
          >
            <Radio value={true}>{say.agree}</Radio>
            <Radio value={false}>{say.disagree}</Radio>
          </Radio.Group>
        ) : (
          <Checkbox id={id} checked={value === true} onChange={({ target }) => onChange(target.checked)} onBlur={() => onBlur(id, value)} aria-label={`${say.agree}：${label}`} {...shared}>{say.agree}</Checkbox>
        )}
        {consent === undefined ? null : <span className="quiet">{say.consentVersion(consent.version)}</span>}
      </div>
    </div>
  );
}
