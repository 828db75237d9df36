import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { LinkMade } from '../../../api/contract';
import { useTexts } from '../language/language';
import { useToasts } from '../layout/toasts';
import { texts } from './texts';

/** The address, this once: to copy, to scan, or gone out as a text message. */
export function MadeLink({ made, onAnother }: { readonly made: LinkMade; readonly onAnother: () => void }) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const code = useQrCode(made.url);
  const copy = async (): Promise<void> => {
    await copyText(made.url);
    toasts.done(say.copied);
  };
  return (
    <div className="links-made">
      <div className="notice notice-info"><p>{say.once}</p></div>
      {made.link.sms === undefined ? null : <p role="status">{made.link.sms === 'sent' ? say.smsSent : say.smsFailed}</p>}
      {code === undefined ? <div className="links-code" aria-busy="true" /> : <img className="links-code" src={code} alt={say.qr} width={220} height={220} />}
      <Input readOnly aria-label={say.address} value={made.url} onFocus={({ target }) => target.select()} />
      <div className="button-row">
        <Button type="primary" onClick={() => void copy()}>{say.copy}</Button>
        <Button onClick={onAnother}>{say.another}</Button>
      </div>
    </div>
  );
}

/** The library comes with the first code that is drawn. */
function useQrCode(text: string): string | undefined {
  const [code, setCode] = useState<string>();
  useEffect(() => {
    let gone = false;
    void import('qrcode').then(async ({ toDataURL }) => {
      const image = await toDataURL(text, { margin: 2, width: 440, errorCorrectionLevel: 'M' });
      if (!gone) setCode(image);
    });
    return () => {
      gone = true;
    };
  }, [text]);
  return code;
}

/** Browsers offer their clipboard to HTTPS pages only; on others the older way still works. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  // Inside the open dialog, which makes the rest of the page inert.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
