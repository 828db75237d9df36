import { Checkbox, Input } from 'antd';
import type { Timing } from '../../../api/delivery-contract';
import { bilingual, useTexts } from '../language/language';
import './timing.css';

const texts = bilingual(
  { quiet: '免打扰时段', quietHint: '这段时间不发消息，结束后一并发出。', from: '免打扰开始', until: '免打扰结束', to: '至', digest: '每天汇总成一条', digestHint: '提醒攒到这个时间一起发；逾期上报不等汇总。', digestAt: '汇总时间' },
  { quiet: 'Quiet hours', quietHint: 'Nothing is sent in between; it comes at their end.', from: 'Quiet from', until: 'Quiet until', to: 'to', digest: 'One digest a day', digestHint: 'Reminders wait for this time; escalations do not.', digestAt: 'Digest at' },
);

interface Props {
  readonly value: Timing;
  readonly onChange: (timing: Timing) => void;
}

/** Quiet hours and the time of the daily digest. */
export function TimingFields({ value, onChange }: Props) {
  const say = useTexts(texts);
  const { quiet, digestAt } = value;
  const set = (change: { readonly quiet?: Timing['quiet'] | null; readonly digestAt?: string | null }): void => {
    const next = { quiet: change.quiet === undefined ? quiet : change.quiet, digestAt: change.digestAt === undefined ? digestAt : change.digestAt };
    onChange({ ...(next.quiet ? { quiet: next.quiet } : {}), ...(next.digestAt ? { digestAt: next.digestAt } : {}) });
  };
  return (
    <div className="timing">
      <div>
        <Checkbox checked={quiet !== undefined} onChange={({ target }) => set({ quiet: target.checked ? { from: '21:00', until: '08:00' } : null })}>{say.quiet}</Checkbox>
        {quiet === undefined ? null : (
          <div className="timing-times">
            <Input type="time" aria-label={say.from} value={quiet.from} onChange={({ target }) => target.value !== '' && set({ quiet: { ...quiet, from: target.value } })} />
            <span>{say.to}</span>
            <Input type="time" aria-label={say.until} value={quiet.until} onChange={({ target }) => target.value !== '' && set({ quiet: { ...quiet, until: target.value } })} />
          </div>
        )}
        <p className="field-hint">{say.quietHint}</p>
      </div>
      <div>
        <Checkbox checked={digestAt !== undefined} onChange={({ target }) => set({ digestAt: target.checked ? '08:30' : null })}>{say.digest}</Checkbox>
        {digestAt === undefined ? null : <div className="timing-times"><Input type="time" aria-label={say.digestAt} value={digestAt} onChange={({ target }) => target.value !== '' && set({ digestAt: target.value })} /></div>}
        <p className="field-hint">{say.digestHint}</p>
      </div>
    </div>
  );
}
