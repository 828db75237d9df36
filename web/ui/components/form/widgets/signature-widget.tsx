import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { Button, Input } from 'antd';
import { useContext, useRef, useState } from 'react';
import { FileAddress, useFileUrl } from '../../files/file-link';
import { uploadFile } from '../../files/upload-file';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { nameAsImage, SignatureCanvas, type DrawnSignature } from './signature-canvas';

type Props = WidgetProps<Answers, RJSFSchema, FormContext>;

/** `x-signature`: drawn with a finger or the mouse, or a typed name for those who can't; the answer is the id of its picture. */
export function SignatureWidget({ id, value, label, disabled, readonly, registry, onChange, onBlur }: Props) {
  const say = useTexts(texts);
  const off = disabled === true || readonly === true;
  const stored = typeof value === 'string' && value !== '' ? value : undefined;
  const set = (next: string | undefined): void => {
    onChange(next);
    onBlur(id, next);
  };
  return (
    <div className="signature" id={id} tabIndex={-1} aria-describedby={ariaDescribedByIds(id)}>
      {stored === undefined ? (
        off ? null : <Sign label={label} fields={{ ...registry.formContext.upload }} onSigned={set} />
      ) : (
        <div className="signature-done">
          <Signed id={stored} label={label} />
          <span className="signature-mark"><Icon name="check" size={16} />{say.signed}</span>
          {off ? null : <Button onClick={() => set(undefined)}>{say.signAgain}</Button>}
        </div>
      )}
    </div>
  );
}

function Signed({ id, label }: { readonly id: string; readonly label: string }) {
  return <img className="signature-image" src={useFileUrl(id)} alt={label} />;
}

interface SignProps {
  readonly label: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly onSigned: (fileId: string) => void;
}

function Sign({ label, fields, onSigned }: SignProps) {
  const say = useTexts(texts);
  const address = useContext(FileAddress);
  const drawn = useRef<DrawnSignature>(undefined);
  const [typed, setTyped] = useState<string>();
  const [state, setState] = useState<'idle' | 'saving' | 'empty' | 'failed'>('idle');
  const save = async (): Promise<void> => {
    const name = typed?.trim();
    const image = typed === undefined ? await drawn.current?.image() : name === undefined || name === '' ? undefined : await nameAsImage(name);
    if (image === undefined) return setState('empty');
    setState('saving');
    try {
      const file = new File([image], typed === undefined ? '签名（手写）.png' : '签名（键盘输入）.png', { type: 'image/png' });
      const { id } = await uploadFile(address, file, fields, () => undefined).done;
      setState('idle');
      onSigned(id);
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="signature-sign">
      {typed === undefined ? <SignatureCanvas label={label} hint={say.signHere} ready={(signature) => { drawn.current = signature; }} onStroke={() => setState('idle')} /> : <Input className="signature-name" aria-label={say.signName} placeholder={say.signName} maxLength={20} value={typed} onChange={({ target }) => setTyped(target.value)} />}
      <div className="button-row">
        <Button type="primary" ghost loading={state === 'saving'} onClick={() => void save()}>{state === 'saving' ? say.signing : say.signDone}</Button>
        {typed === undefined ? <Button onClick={() => drawn.current?.clear()}>{say.signClear}</Button> : null}
        <Button type="link" onClick={() => setTyped(typed === undefined ? '' : undefined)}>{typed === undefined ? say.signByKeyboard : say.signByHand}</Button>
      </div>
      <p className="field-error" role="alert" hidden={state !== 'empty' && state !== 'failed'}>{state === 'empty' ? say.signFirst : say.signFailed}</p>
    </div>
  );
}
