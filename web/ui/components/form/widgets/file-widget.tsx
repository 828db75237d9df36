import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { Button } from 'antd';
import { useRef } from 'react';
import { DropZone } from '../../files/drop-zone';
import { FileLink, useFile } from '../../files/file-link';
import { formatBytes, formatType } from '../../files/file-size';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { useUploads, type FileLimits } from './use-uploads';

type Props = WidgetProps<Answers, RJSFSchema, FormContext>;

const BIGGEST = 20 * 1024 * 1024;

/** `x-file`: one stored file or several; the answer holds their ids. */
export function FileWidget(props: Props) {
  const { id, value, schema, disabled, readonly, registry, onChange, onBlur } = props;
  const say = useTexts(texts);
  const isMany = schema.type === 'array';
  const limits = limitsOf(schema, isMany);
  const ids: readonly string[] = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : typeof value === 'string' ? [value] : [];
  const current = useRef(ids);
  current.current = ids;
  const replace = (next: readonly string[]): void => {
    current.current = next;
    onChange(isMany ? [...next] : next[0]);
    onBlur(id, next);
  };
  const uploads = useUploads(limits, registry.formContext.upload, () => current.current.length, (file) => replace(limits.max === 1 ? [file] : [...current.current, file]));
  const off = disabled === true || readonly === true;
  const types = [...new Set(limits.accept.map(formatType))].join('、');
  return (
    <div className="files" id={id} tabIndex={-1} aria-describedby={ariaDescribedByIds(id)}>
      {ids.map((file) => <StoredFile key={file} id={file} {...(off ? {} : { onRemove: () => replace(ids.filter((each) => each !== file)) })} />)}
      {uploads.running.map((upload) => (
        <div className="file-row" key={upload.key}>
          <span className="file-name">{upload.name}</span>
          <progress max={100} value={upload.percent} aria-label={upload.name} />
          <span className="quiet" aria-live="polite">{say.uploading(upload.percent)}</span>
          <Button type="text" size="small" onClick={upload.cancel} aria-label={say.cancelUpload} icon={<Icon name="close" />} />
        </div>
      ))}
      {uploads.failure === undefined ? null : <p className="field-error" role="alert">{uploads.failure}</p>}
      {off || ids.length >= limits.max && isMany ? null : (
        <DropZone accept={limits.accept} many={limits.max > 1} onFiles={uploads.add}>
          {(pick) => <><Button onClick={pick} icon={<Icon name="upload" />}>{say.upload}</Button><span className="quiet drop-hint">{say.dropHere}</span></>}
        </DropZone>
      )}
      {off ? null : <p className="field-hint">{say.accepts(types, formatBytes(limits.maxBytes))}{limits.max > 1 ? say.max(limits.max) : ''}</p>}
    </div>
  );
}

function StoredFile({ id, onRemove }: { readonly id: string; readonly onRemove?: () => void }) {
  const say = useTexts(texts);
  const file = useFile(id) ?? { id, name: id, type: '', bytes: 0 };
  return (
    <div className="file-row">
      <FileLink file={file} />
      {onRemove === undefined ? null : <Button type="text" size="small" onClick={onRemove} aria-label={say.removeFile(file.name)} icon={<Icon name="trash" />} />}
    </div>
  );
}

function limitsOf(schema: RJSFSchema, isMany: boolean): FileLimits {
  const asked = (schema['x-file'] ?? {}) as { accept?: readonly string[]; maxBytes?: number; max?: number };
  return { accept: asked.accept ?? [], maxBytes: asked.maxBytes ?? BIGGEST, max: isMany ? (asked.max ?? schema.maxItems ?? 10) : 1 };
}
