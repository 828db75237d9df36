import { Fragment } from 'react';
import type { FileRef, FormView } from '../../../api/contract';
import { useBranchTree, flatten } from '../branches/branch-select';
import { formatDay, formatMoment } from '../dates/format-date';
import { FileLink, useFileUrl } from '../files/file-link';
import { bilingual, useLanguage, useTexts } from '../language/language';
import { localize } from '../../../../forms/localize';
import { usePeople } from '../people/person-select';
import { RecordLink } from '../records/record-link';
import { asNode, choiceLabel, isEmpty, rowsOf, shapeOf, type Node } from './shape';
import './submission.css';

const texts = bilingual({ yes: '是', no: '否', none: '未填写', item: (n: number) => `第${n}项`, agreed: (n: number) => `已同意（文本第${n}版）`, refused: (n: number) => `未同意（文本第${n}版）`, signature: '签名' }, { yes: 'Yes', no: 'No', none: 'not filled in', item: (n: number) => `Item ${n}`, agreed: (n: number) => `Agreed (text, version ${n})`, refused: (n: number) => `Not agreed (text, version ${n})`, signature: 'Signature' });

interface Props {
  readonly form: FormView | undefined;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly files?: readonly FileRef[];
}

/** Answers to read: walks the schema, far lighter than a form that can't be edited. */
export function AnswersView({ form, answers, files = [] }: Props) {
  const { locale } = useLanguage();
  if (form === undefined) {
    return <dl className="facts">{Object.entries(answers).map(([name, value]) => <Fragment key={name}><div><dt>{name}</dt><dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd></div></Fragment>)}</dl>;
  }
  const document = localize(form.document, locale);
  return <Fields schema={document.schema} ui={document.uiSchema ?? {}} value={answers} files={files} />;
}

interface PartProps {
  readonly schema: Node;
  readonly ui: Node;
  readonly value: unknown;
  readonly files: readonly FileRef[];
}

/** The filled-in properties of an object under their titles. */
export function Fields({ schema, ui, value, files }: PartProps) {
  const given = typeof value === 'object' && value !== null ? (value as Node) : {};
  return (
    <dl className="facts">
      {rowsOf(schema, ui).filter(({ name }) => !isEmpty(given[name])).map(({ name, title, schema: part, ui: partUi }) => (
        <div key={name} className={['object', 'rows'].includes(shapeOf(part)) || String(given[name]).length > 40 ? 'facts-wide' : ''}>
          <dt>{title}</dt>
          <dd><Answer schema={part} ui={partUi} value={given[name]} files={files} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** One answer, as its schema says it is read. */
export function Answer(props: PartProps) {
  const { schema, ui, value, files } = props;
  const say = useTexts(texts);
  const { locale } = useLanguage();
  if (isEmpty(value)) return <span className="quiet">{say.none}</span>;
  // A masked list or object is a text.
  if (typeof value === 'string' && ['object', 'rows', 'list'].includes(shapeOf(schema))) return <>{value}</>;
  switch (shapeOf(schema)) {
    case 'object':
      return <Fields {...props} />;
    case 'rows':
      return <Rows {...props} />;
    case 'files':
      return <span className="plain-list">{(Array.isArray(value) ? value : [value]).map((id) => <StoredFile key={String(id)} id={String(id)} files={files} />)}</span>;
    case 'person':
      return <PersonName id={String(value)} />;
    case 'branch':
      return <BranchName id={String(value)} />;
    case 'record':
      return <RecordLink registry={String(asNode(schema['x-record'])['registry'] ?? '')} id={String(value)} />;
    case 'list':
      return <>{(Array.isArray(value) ? value : [value]).map((item) => choiceLabel(schema, ui, item)).join('、')}</>;
    case 'date':
      return <>{formatDay(String(value), locale)}</>;
    case 'moment':
      return <>{formatMoment(String(value), locale)}</>;
    case 'yes-no':
      return <>{value === true ? say.yes : value === false ? say.no : String(value)}</>;
    case 'signature':
      return <SignatureImage id={String(value)} />;
    case 'consent':
      return <>{value === true ? say.agreed(versionOf(schema)) : say.refused(versionOf(schema))}</>;
    case 'plain':
      return <span className="plain-text">{choiceLabel(schema, ui, value)}</span>;
  }
}

function SignatureImage({ id }: { readonly id: string }) {
  const say = useTexts(texts);
  return <img className="signature-image" src={useFileUrl(id)} alt={say.signature} loading="lazy" />;
}

function versionOf(schema: Node): number {
  return Number(asNode(schema['x-consent'])['version'] ?? 0);
}

function Rows({ schema, ui, value, files }: PartProps) {
  const say = useTexts(texts);
  const rows = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const items = (schema['items'] ?? {}) as Node;
  const columns = rowsOf(items, (ui['items'] ?? {}) as Node);
  return (
    <div className="table-inner">
      <table className="table">
        <thead><tr>{columns.map(({ name, title }) => <th key={name} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} aria-label={say.item(index + 1)}>
              {columns.map(({ name, title, schema: part, ui: partUi }) => <td key={name} data-label={title}><Answer schema={part} ui={partUi} value={(row as Node | null)?.[name]} files={files} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StoredFile({ id, files }: { readonly id: string; readonly files: readonly FileRef[] }) {
  const file = files.find((each) => each.id === id);
  return file === undefined ? <span className="quiet">{id}</span> : <FileLink file={file} />;
}

function PersonName({ id }: { readonly id: string }) {
  return <>{usePeople([id]).get(id)?.name ?? id}</>;
}

function BranchName({ id }: { readonly id: string }) {
  return <>{flatten(useBranchTree().data ?? []).find((branch) => branch.id === id)?.name ?? id}</>;
}
