import { buttonId, getUiOptions, type ArrayFieldTemplateProps, type RJSFSchema } from '@rjsf/utils';
import { Button } from 'antd';
import type { CSSProperties } from 'react';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { columnOf, columnsOf, fitsTable, type Column } from './is-wide';

type Props = ArrayFieldTemplateProps<Answers, RJSFSchema, FormContext>;

/** A repeatable group: a compact table on a desktop when its items are short, cards on a phone and otherwise. */
export function ArrayTemplate(props: Props) {
  const { items, canAdd, onAddClick, title, fieldPathId, schema, uiSchema, disabled, readonly, required, formData } = props;
  const say = useTexts(texts);
  const options = getUiOptions(uiSchema);
  const isTable = fitsTable(schema.items, uiSchema?.['items']);
  const columns = columnsOf(schema.items, uiSchema?.['items']);
  const column = typeof options['total'] === 'string' ? options['total'] : isTable ? onlyCount(schema.items) : undefined;
  const total = column === undefined || items.length < 2 ? undefined : totalOf(formData, column);
  return (
    <fieldset className="group" id={fieldPathId.$id}>
      <legend>{options.title ?? title}{required === true ? <span className="field-mark" aria-hidden="true">*</span> : null}<span className="group-count">{say.rows(items.length)}</span></legend>
      {items.length === 0 ? <p className="quiet">{say.noItems}</p> : (
        <div className={isTable ? 'rows rows-table' : isSimple(schema.items) ? 'rows rows-simple' : 'rows'} style={isTable ? tracksOf(columns) : undefined}>
          {isTable ? <TableHead columns={columns} /> : null}
          {items}
        </div>
      )}
      <div className="rows-foot">
        {canAdd === true && disabled !== true && readonly !== true ? (
          <Button id={buttonId(fieldPathId, 'add')} onClick={onAddClick} icon={<Icon name="plus" />}>{say.add}</Button>
        ) : null}
        {total === undefined ? null : <strong aria-live="polite">{say.total(total)}</strong>}
      </div>
    </fieldset>
  );
}

function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <div className="rows-head" aria-hidden="true">
      {columns.map(({ name, schema }) => <span key={name}>{String(schema['title'] ?? name)}</span>)}
      <span />
    </div>
  );
}

function tracksOf(columns: readonly Column[]): CSSProperties {
  return { ['--columns' as string]: columns.map(({ schema }) => columnOf(schema)).join(' ') };
}

/** Items that are one short answer each: a line for each, without a title. */
function isSimple(items: unknown): boolean {
  return typeof items === 'object' && items !== null && 'type' in items && ['string', 'number', 'integer'].includes(String(items.type));
}

function propertiesOf(items: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return typeof items === 'object' && items !== null && 'properties' in items ? (items.properties as Record<string, Record<string, unknown>>) : {};
}

/** The one column of whole numbers, if there is just one: people want its sum. */
function onlyCount(items: unknown): string | undefined {
  const numbers = Object.entries(propertiesOf(items)).filter(([, property]) => ['integer', 'number'].includes(String(property['type'])));
  return numbers.length === 1 && numbers[0]?.[1]['type'] === 'integer' ? numbers[0][0] : undefined;
}

function totalOf(rows: unknown, column: string): number {
  if (!Array.isArray(rows)) return 0;
  return rows.reduce<number>((sum, row: unknown) => {
    const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[column] : undefined;
    return sum + (typeof value === 'number' ? value : 0);
  }, 0);
}
