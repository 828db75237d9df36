import { Button } from 'antd';
import { bilingual, useTexts } from '../language/language';
import { Icon } from '../layout/icon';
import type { Phone } from './phones';
import type { Unmask } from './use-unmask';
import './records.css';

const texts = bilingual(
  { show: '查看完整信息', hide: '立即遮盖', left: (n: number) => `${n}秒后自动遮盖`, call: (whose: string) => `拨打${whose}` },
  { show: 'Show in full', hide: 'Mask now', left: (n: number) => `masked again in ${n} s`, call: (whose: string) => `Call: ${whose}` },
);

/** Shows and masks personal values; while they are shown, a phone offers to call. */
export function UnmaskBar({ unmask, phones }: { readonly unmask: Unmask; readonly phones: readonly Phone[] }) {
  const say = useTexts(texts);
  return (
    <div className="unmask-bar">
      {unmask.values === undefined ? <Button onClick={unmask.ask} icon={<Icon name="eye" size={17} />}>{say.show}</Button> : (
        <>
          {phones.map(({ label, number }) => <a key={`${label} ${number}`} className="call" href={`tel:${number}`}><Icon name="call" size={18} />{say.call(label)}</a>)}
          <Button onClick={unmask.hide}>{say.hide}</Button>
          <span className="quiet" role="timer">{say.left(unmask.secondsLeft)}</span>
        </>
      )}
      {unmask.dialog}
    </div>
  );
}
