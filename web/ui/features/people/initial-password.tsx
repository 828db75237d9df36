import { Button } from 'antd';
import { useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';

interface Props {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
}

/** Shows an initial password, the one time that it can be shown. */
export function InitialPassword({ name, password, onClose }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(password);
    toasts.done(say.copied);
  };
  return (
    <Dialog title={say.passwordTitle} onClose={onClose} foot={<><Button onClick={() => void copy().catch(toasts.failed)}>{say.copy}</Button><Button type="primary" onClick={onClose}>{say.close}</Button></>}>
      <p>{say.passwordBody(name)}</p>
      <p><code className="initial-password">{password}</code></p>
    </Dialog>
  );
}
