import type { InstanceDetail } from '../../../api/contract';
import { Moment } from '../../components/dates/moments';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

const LOOKS = { completed: 'notice notice-good', cancelled: 'notice notice-info', failed: 'notice notice-wrong', running: 'notice' } as const;

/** How a case ended, when, and for which reason. */
export function Ended({ instance }: { readonly instance: InstanceDetail }) {
  const say = useTexts(texts);
  const title = instance.status === 'completed' ? say.endedCompleted : instance.status === 'cancelled' ? say.endedCancelled : say.endedFailed;
  return (
    <div className={LOOKS[instance.status]} role="status">
      <p><b>{title}</b>{instance.endedAt === undefined ? null : <span className="quiet"> {say.endedAt} <Moment at={instance.endedAt} /></span>}</p>
      {instance.endReason === undefined ? null : <p className="plain-text">{say.reason}：{instance.endReason}</p>}
    </div>
  );
}
