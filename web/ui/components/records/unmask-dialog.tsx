import { Button, Input, Radio } from 'antd';
import { useState, type FormEvent } from 'react';
import { problemText } from '../api/problem-text';
import { bilingual, useSay, useTexts } from '../language/language';
import { Dialog } from '../layout/dialog';

const texts = bilingual(
  {
    title: '查看完整信息', body: '姓名、电话、证件号等会完整显示2分钟，之后自动遮盖。您的姓名、时间和理由会记入日志，并通知个人信息保护负责人。',
    why: '查看的理由', reasons: ['电话联系本人', '核对登记信息', '办理捐献或体检手续', '其他'], detail: '具体说明', needed: '请写明具体理由，至少4个字。', optional: '可不填；选“其他”时必填。', show: '查看', cancel: '取消',
  },
  {
    title: 'Show in full', body: 'Name, phone and identity number are shown for 2 minutes, then masked again. Your name, the time and the reason are logged, and the data protection officer is told.',
    why: 'Reason', reasons: ['Calling the person', 'Checking what is registered', 'Arranging a donation or an examination', 'Other'], detail: 'In detail', needed: 'Say why, in at least 4 characters.', optional: 'Optional; needed with “Other”.', show: 'Show', cancel: 'Cancel',
  },
);

const SHORTEST = 4;

interface Props {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
}

/** Asks why somebody wants to see personal data; the common reasons are one tap away. */
export function UnmaskDialog({ busy, error, onClose, onReason }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const [choice, setChoice] = useState(0);
  const [detail, setDetail] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const isOther = choice === say.reasons.length - 1;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = detail.trim();
    const short = isOther && [...text].length < SHORTEST;
    setTooShort(short);
    if (!short) onReason(isOther ? text : text === '' ? (say.reasons[choice] ?? '') : `${say.reasons[choice] ?? ''}：${text}`);
  };
  return (
    <Dialog title={say.title} onClose={onClose} foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" htmlType="submit" form="unmask" loading={busy}>{say.show}</Button></>}>
      <form id="unmask" onSubmit={submit}>
        <p>{say.body}</p>
        {error === null ? null : <p className="field-error" role="alert">{local(problemText(error))}</p>}
        <div className="field">
          <div className="field-label" id="unmask-why">{say.why}</div>
          <Radio.Group className="choices" aria-labelledby="unmask-why" value={choice} onChange={({ target }) => setChoice(Number(target.value))}>
            {say.reasons.map((reason, index) => <Radio key={reason} value={index} autoFocus={index === 0}>{reason}</Radio>)}
          </Radio.Group>
        </div>
        <div className="field">
          <label className="field-label" htmlFor="unmask-detail">{say.detail}</label>
          <Input id="unmask-detail" maxLength={200} value={detail} onChange={({ target }) => setDetail(target.value)} aria-invalid={tooShort} aria-describedby="unmask-hint" />
          <div id="unmask-hint" aria-live="polite">{tooShort ? <p className="field-error">{say.needed}</p> : <p className="field-hint">{say.optional}</p>}</div>
        </div>
      </form>
    </Dialog>
  );
}
