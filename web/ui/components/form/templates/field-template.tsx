import { descriptionId, errorId, getUiOptions, helpId, titleId, type FieldTemplateProps, type RJSFSchema } from '@rjsf/utils';
import { useTexts } from '../../language/language';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';

/** Widgets made of several controls: their title labels a group instead of one input. */
const GROUPS: ReadonlySet<unknown> = new Set(['radio', 'checkboxes', 'file', 'signature']);

/** A field with its label, hint, errors and warnings, tied together for screen readers by rjsf's ids. */
export function FieldTemplate(props: FieldTemplateProps<Answers, RJSFSchema, FormContext>) {
  const { id, label, children, hidden, displayLabel, rawErrors, rawHelp, rawDescription, required, schema, uiSchema, registry } = props;
  const say = useTexts(texts);
  if (hidden === true) return <div hidden>{children}</div>;
  const { widget } = getUiOptions(uiSchema);
  const isContainer = (schema.type === 'object' || schema.type === 'array') && widget === undefined;
  const errors = isContainer && schema.type === 'object' && id === 'root' ? [] : (rawErrors ?? []);
  const warnings = registry.formContext.warnings[id] ?? [];
  const hint = rawHelp ?? (isContainer ? undefined : rawDescription);
  const withLabel = displayLabel === true && !isContainer && !(schema.type === 'boolean' && widget !== 'radio' && widget !== 'select');
  const mark = required === true ? <span className="field-mark" title={say.required} aria-hidden="true">*</span> : null;
  return (
    <div className={`field${errors.length > 0 ? ' field-wrong' : ''}`} data-field={id}>
      {withLabel ? (
        GROUPS.has(widget) ? <div className="field-label" id={titleId(id)}>{label}{mark}</div> : <label className="field-label" htmlFor={id}>{label}{mark}</label>
      ) : null}
      {widget === 'file' || widget === 'signature' ? <div role="group" aria-labelledby={titleId(id)}>{children}</div> : children}
      {errors.length === 0 ? null : <div className="field-error" id={errorId(id)} role="alert">{errors.map((text) => <p key={text}>{text}</p>)}</div>}
      {warnings.map((text) => <p className="field-warning" key={text}><b>{say.warning}</b>{text}</p>)}
      {hint === undefined || hint === '' ? null : <p className="field-hint" id={rawHelp === undefined ? descriptionId(id) : helpId(id)}>{hint}</p>}
    </div>
  );
}
