import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTexts } from '../language/language';
import { texts } from './texts';

/** What the API is asked for. */
export interface LinkWish {
  readonly label: string;
  readonly days: number;
  readonly sms?: true;
  readonly phone?: string;
}

const DAYS = [1, 3, 7, 14, 30];
const PHONE = /^1[3-9]\d{9}$/;

interface Props {
  readonly mostDays: number;
  readonly sms: boolean;
  /** In the task's record, masked. */
  readonly number: string | undefined;
  readonly busy: boolean;
  readonly onMake: (wish: LinkWish) => void;
}

/** For whom, for how long, and whether it goes out as a text message. */
export function NewLink({ mostDays, sms, number, busy, onMake }: Props) {
  const say = useTexts(texts);
  const id = useId();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(7);
  const [phone, setPhone] = useState('');
  const [toNumber, setToNumber] = useState(true);
  const isWrong = phone !== '' && !PHONE.test(phone);
  return (
    <form
      className="links-new"
      onSubmit={(event) => {
        event.preventDefault();
        onMake({ label: label.trim(), days, ...(number !== undefined ? (toNumber ? { sms: true } : {}) : phone === '' ? {} : { phone }) });
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-label`}>{say.label}</label>
        <Input id={`${id}-label`} value={label} maxLength={40} onChange={({ target }) => setLabel(target.value)} aria-describedby={`${id}-hint`} />
        <p className="field-hint" id={`${id}-hint`}>{say.labelHint}</p>
      </div>
      <div className="field links-days">
        <label className="field-label" htmlFor={`${id}-days`}>{say.days}</label>
        <Select id={`${id}-days`} value={days} onChange={setDays} options={DAYS.filter((n) => n <= mostDays).map((n) => ({ value: n, label: say.day(n) }))} />
      </div>
      {number === undefined ? null : <div className="field links-number"><Checkbox checked={toNumber} onChange={({ target }) => setToNumber(target.checked)}>{say.toNumber(number)}</Checkbox></div>}
      {sms && number === undefined ? (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-phone`}>{say.phone}</label>
          <Input id={`${id}-phone`} value={phone} inputMode="numeric" autoComplete="off" maxLength={11} aria-invalid={isWrong} onChange={({ target }) => setPhone(target.value.trim())} />
          {isWrong ? <p className="field-error" role="alert">{say.wrongPhone}</p> : null}
        </div>
      ) : null}
      <Button type="primary" htmlType="submit" disabled={label.trim() === '' || isWrong} loading={busy}>{say.make}</Button>
    </form>
  );
}
