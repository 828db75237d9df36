import { getUiOptions, type ObjectFieldTemplateProps, type RJSFSchema } from '@rjsf/utils';
import { useTexts } from '../../language/language';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { asNode, choiceLabel, isEmpty } from '../../submission/shape';
import { texts } from '../texts';
import { isCount, isFixed, isWide } from './is-wide';

/** The fields of an object: short ones side by side where there is room; a nested object under its own title. */
export function ObjectTemplate(props: ObjectFieldTemplateProps<Answers, RJSFSchema, FormContext>) {
  const { properties, title, fieldPathId, schema, uiSchema, required, formData } = props;
  const isItem = typeof fieldPathId.path.at(-1) === 'number';
  const options = getUiOptions(uiSchema);
  const rowsOf = (shown: typeof properties) => (
    <div className="fields">
      {shown.map(({ name, content, hidden }) => (
        <div key={name} className={classOf(schema.properties?.[name], uiSchema?.[name])} hidden={hidden}>
          {isItem && isFixed(uiSchema?.[name]) ? <FixedText schema={schema.properties?.[name]} ui={uiSchema?.[name]} value={formData?.[name]} /> : content}
        </div>
      ))}
    </div>
  );
  const groups = fieldPathId.path.length === 0 ? groupsOf(uiSchema?.['ui:groups'], properties) : [];
  if (groups.length > 0) return <>{groups.map(({ title: heading, shown }, index) => <section key={heading ?? index} className="form-group" aria-label={heading}>{heading === undefined ? null : <h3>{heading}</h3>}{rowsOf(shown)}</section>)}</>;
  const fields = rowsOf(properties);
  const isPlain = fieldPathId.path.length === 0 || isItem;
  if (isPlain) return fields;
  return (
    <fieldset className="group" id={fieldPathId.$id}>
      <legend>{options.title ?? title}{required === true ? <span className="field-mark" aria-hidden="true">*</span> : null}</legend>
      {fields}
    </fieldset>
  );
}

/** In a table, what says which item it is: text to read, as long as it is. */
function FixedText({ schema, ui, value }: { readonly schema: unknown; readonly ui: unknown; readonly value: unknown }) {
  const say = useTexts(texts);
  const node = asNode(schema);
  const text = typeof value === 'boolean' ? (value ? say.yes : say.no) : isEmpty(value) ? '' : choiceLabel(node, asNode(ui), value);
  return <><span className="field-label">{String(node['title'] ?? '')}</span><span className="fixed-text">{text}</span></>;
}

type Properties = ObjectFieldTemplateProps<Answers, RJSFSchema, FormContext>['properties'];

/** `ui:groups`: the fields under their headings, and at the end those that no group names. */
function groupsOf(given: unknown, properties: Properties): readonly { readonly title: string | undefined; readonly shown: Properties }[] {
  if (!Array.isArray(given)) return [];
  const groups = (given as readonly { readonly title: string; readonly fields: readonly string[] }[]).map(({ title, fields }) => ({ title, shown: fields.flatMap((name) => properties.filter((property) => property.name === name)) }));
  const named = new Set(groups.flatMap(({ shown }) => shown.map(({ name }) => name)));
  return [...groups, { title: undefined, shown: properties.filter(({ name }) => !named.has(name)) }].filter(({ shown }) => shown.length > 0);
}

function classOf(schema: unknown, ui: unknown): string {
  const width = isWide(schema, ui) ? 'fields-wide' : isCount(schema) ? 'fields-short fields-number' : 'fields-short';
  return isFixed(ui) ? `${width} fields-fixed` : width;
}
