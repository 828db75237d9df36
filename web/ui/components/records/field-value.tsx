import type { FieldView } from '../../../api/registry-contract';
import { useBranchTree, flatten } from '../branches/branch-select';
import { ShortDay, Moment } from '../dates/moments';
import { bilingual, useSay, useTexts } from '../language/language';
import { usePeople } from '../people/person-select';
import { asNode, isEmpty, shapeOf } from '../submission/shape';
import { RecordLink } from './record-link';

const texts = bilingual({ yes: '是', no: '否', items: (n: number) => `${n}项` }, { yes: 'Yes', no: 'No', items: (n: number) => `${n} ${n === 1 ? 'item' : 'items'}` });

/** One value of a record where room is short: a cell of a list, a fact of a card. Nothing where there is none. */
export function FieldValue({ field, value }: { readonly field: FieldView; readonly value: unknown }) {
  const say = useTexts(texts);
  const word = useWord(field);
  if (isEmpty(value)) return null;
  const { schema } = field;
  switch (shapeOf(schema)) {
    case 'record':
      return <RecordLink registry={recordRegistryOf(schema)} id={String(value)} />;
    case 'branch':
      return <BranchName id={String(value)} />;
    case 'person':
      return <PersonName id={String(value)} />;
    case 'date':
      return typeof value === 'string' && /^\d/.test(value) ? <ShortDay at={value} /> : <>{word(value)}</>;
    case 'moment':
      return <Moment at={String(value)} />;
    case 'yes-no':
      return <>{value === true ? say.yes : value === false ? say.no : word(value)}</>;
    case 'rows':
    case 'files':
    case 'object':
      return typeof value === 'string' ? <>{value}</> : <span className="quiet">{say.items(Array.isArray(value) ? value.length : Object.keys(asNode(value)).length)}</span>;
    case 'list':
      return <>{(Array.isArray(value) ? value : [value]).map(word).join('、')}</>;
    case 'plain':
      return <>{word(value)}</>;
  }
}

/** Which registry's ids a field with `x-record` holds. */
export function recordRegistryOf(schema: { readonly [keyword: string]: unknown }): string {
  return String(asNode(schema['x-record'])['registry'] ?? '');
}

/** What a value of a field is called: the title of the choice, or the value as text. */
export function useWord(field: FieldView): (value: unknown) => string {
  const local = useSay();
  return (value) => {
    const choice = field.values?.find((each) => each.value === value);
    return choice === undefined ? (typeof value === 'object' ? JSON.stringify(value) : String(value)) : local(choice.title);
  };
}

function BranchName({ id }: { readonly id: string }) {
  return <>{flatten(useBranchTree().data ?? []).find((branch) => branch.id === id)?.name ?? id}</>;
}

function PersonName({ id }: { readonly id: string }) {
  return <>{usePeople([id]).get(id)?.name ?? id}</>;
}
