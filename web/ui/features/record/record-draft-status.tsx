import { Button } from 'antd';
import { formatTime } from '../../components/dates/format-date';
import type { DraftInPage } from '../../components/drafts/use-draft';
import { useTexts } from '../../components/language/language';
import { texts } from './texts';

/** That what is typed is kept though it is not in the registry yet, and the way to drop it. */
export function RecordDraftStatus({ draft }: { readonly draft: DraftInPage }) {
  const say = useTexts(texts);
  if (Object.keys(draft.answers).length === 0) return null;
  const { status, savedAt } = draft;
  return (
    <span className={`draft-status draft-${status}`} role="status">
      {status === 'saved' && savedAt !== undefined ? say.draftKept(formatTime(savedAt)) : status === 'retrying' || status === 'refused' ? say.draftNotKept : say.draftTyping}
      <Button type="link" onClick={() => { draft.saver.type({}); void draft.saver.flush(); }}>{say.draftDrop}</Button>
    </span>
  );
}
