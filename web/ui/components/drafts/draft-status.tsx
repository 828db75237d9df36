import { Button } from 'antd';
import { formatTime } from '../dates/format-date';
import { Moment } from '../dates/moments';
import { bilingual, useTexts } from '../language/language';
import { Icon } from '../layout/icon';
import type { DraftInPage } from './use-draft';

const texts = bilingual(
  {
    unchanged: '填写的内容会自动保存', typing: '正在填写…', saving: '正在保存…', saved: (time: string) => `已保存 ${time}`, retrying: '暂时没保存上，正在重试…', refused: '不再保存',
    others: (names: string) => `${names} 也在填写这张表，保存的内容会自动合并。`,
    conflict: (field: string, name: string) => `“${field}”您和${name}都改了。已按您填的保存，${name}填的是：`, ours: '用我的', theirs: '改用对方的', emptyValue: '（空）',
  },
  {
    unchanged: 'What you type is saved by itself', typing: 'Typing…', saving: 'Saving…', saved: (time: string) => `Saved ${time}`, retrying: 'Not saved yet, trying again…', refused: 'No longer saved',
    others: (names: string) => `${names} is filling in this form too; what both save is merged.`,
    conflict: (field: string, name: string) => `You and ${name} both changed “${field}”. Yours is saved; ${name} had written:`, ours: 'Keep mine', theirs: 'Take theirs', emptyValue: '(empty)',
  },
);

/** Whether what is typed is saved, and when it was. */
export function DraftStatus({ draft }: { readonly draft: DraftInPage }) {
  const say = useTexts(texts);
  const { status, savedAt } = draft;
  return (
    <span className={`draft-status draft-${status}`} role="status">
      {status === 'saved' ? <Icon name="check" size={16} /> : null}
      {status === 'saved' && savedAt !== undefined ? say.saved(formatTime(savedAt)) : status === 'saved' ? say.unchanged : say[status]}
    </span>
  );
}

interface Props {
  readonly draft: DraftInPage;
  readonly titleOf: (field: string) => string;
}

/** Who else is typing, and what both changed: for each field the choice between ours and theirs. */
export function DraftOthers({ draft, titleOf }: Props) {
  const say = useTexts(texts);
  return (
    <>
      {draft.others.length === 0 ? null : <div className="notice notice-info" role="status">{say.others(draft.others.map(({ name }) => name).join('、'))}</div>}
      {draft.conflicts.map((conflict) => (
        <div className="notice notice-warn" role="alert" key={conflict.field}>
          <p>{say.conflict(titleOf(conflict.field), conflict.by.name)} <span className="quiet">（<Moment at={conflict.at} />）</span></p>
          <blockquote className="theirs">{readable(conflict.theirs) || say.emptyValue}</blockquote>
          <div className="button-row">
            <Button onClick={() => draft.saver.keepOurs(conflict.field)}>{say.ours}</Button>
            <Button onClick={() => draft.saver.takeTheirs(conflict.field)}>{say.theirs}</Button>
          </div>
        </div>
      ))}
    </>
  );
}

function readable(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
