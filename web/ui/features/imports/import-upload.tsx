import { Button } from 'antd';
import { useState } from 'react';
import type { ImportView } from '../../../api/registry-contract';
import { problemText } from '../../components/api/problem-text';
import { DropZone } from '../../components/files/drop-zone';
import { sendFile } from '../../components/files/upload-file';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { registryApi } from '../../components/records/use-registry';
import { texts } from './texts';

interface Props {
  readonly registry: string;
  readonly onStarted: (started: ImportView) => void;
}

/** Takes the filled-in workbook, by button or dropped, and begins the dry run. */
export function ImportUpload({ registry, onStarted }: Props) {
  const say = useTexts(texts);
  const { send, percent, failure } = useWorkbook(registry, onStarted);
  return (
    <>
      <DropZone accept={['.xlsx']} onFiles={([file]) => send(file)}>
        {(pick) => (
          <>
            <Button type="primary" loading={percent !== undefined} onClick={pick} icon={<Icon name="upload" />}>{say.choose}</Button>
            <span className="quiet drop-hint">{say.drop}</span>
            <span className="quiet">{say.accepts}</span>
          </>
        )}
      </DropZone>
      {percent === undefined ? null : <p className="import-progress" role="status"><progress max={100} value={percent} aria-label={say.uploading(percent)} /> {say.uploading(percent)}</p>}
      {failure === undefined ? null : <p className="field-error" role="alert">{failure}</p>}
    </>
  );
}

function useWorkbook(registry: string, onStarted: (started: ImportView) => void) {
  const say = useTexts(texts);
  const local = useSay();
  const [percent, setPercent] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const send = (file: File | undefined): void => {
    if (file === undefined || percent !== undefined) return;
    if (!file.name.toLowerCase().endsWith('.xlsx')) return setFailure(say.notExcel(file.name));
    setFailure(undefined);
    setPercent(0);
    sendFile<ImportView>(`${registryApi(registry)}/imports`, file, {}, setPercent).done
      .then(onStarted, (error: unknown) => setFailure(local(problemText(error))))
      .finally(() => setPercent(undefined));
  };
  return { send, percent, failure };
}
