import { getUiOptions, type ObjectFieldTemplateProps, type RJSFSchema } from '@rjsf/utils';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { isCount, isWide } from './is-wide';

/** The fields of an object: short ones side by side where there is room; a nested object under its own title. */
export function ObjectTemplate(props: ObjectFieldTemplateProps<Answers, RJSFSchema, FormContext>) {
  const { properties, title, fieldPathId, schema, uiSchema, required } = props;
  const options = getUiOptions(uiSchema);
  const fields = (
    <div className="fields">
      {properties.map(({ name, content, hidden }) => (
        <div key={name} className={isWide(schema.properties?.[name], uiSchema?.[name]) ? 'fields-wide' : isCount(schema.properties?.[name]) ? 'fields-short fields-number' : 'fields-short'} hidden={hidden}>
          {content}
        </div>
      ))}
    </div>
  );
  const isPlain = fieldPathId.path.length === 0 || typeof fieldPathId.path.at(-1) === 'number';
  if (isPlain) return fields;
  return (
    <fieldset className="group" id={fieldPathId.$id}>
      <legend>{options.title ?? title}{required === true ? <span className="field-mark" aria-hidden="true">*</span> : null}</legend>
      {fields}
    </fieldset>
  );
}
