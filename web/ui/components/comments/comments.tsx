import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CommentView } from '../../../api/contract';
import { request, segment } from '../api/request';
import { Moment } from '../dates/moments';
import { bilingual, useTexts } from '../language/language';
import { useToasts } from '../layout/toasts';
import './comments.css';

const texts = bilingual(
  { none: '还没有留言。有要说明或要问的，写在这里，经办的人都能看到。', write: '写留言', send: '发送', sent: '留言已发送' },
  { none: 'No comments yet. What you want to explain or ask, write here: everybody on this case can read it.', write: 'Write a comment', send: 'Send', sent: 'The comment was sent' },
);

interface Props {
  readonly instanceId: string;
  readonly taskId?: string;
  readonly comments: readonly CommentView[];
  readonly mayWrite: boolean;
}

/** What people said about an instance, and a place to say more. */
export function Comments({ instanceId, taskId, comments, mayWrite }: Props) {
  const say = useTexts(texts);
  const client = useQueryClient();
  const toasts = useToasts();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => request<CommentView>(`/api/instances/${segment(instanceId)}/comments`, { method: 'POST', body: { text: text.trim(), ...(taskId === undefined ? {} : { taskId }) } }),
    onSuccess: async () => {
      setText('');
      toasts.done(say.sent);
      await Promise.all([client.invalidateQueries({ queryKey: ['instance', instanceId] }), client.invalidateQueries({ queryKey: ['task'] })]);
    },
    onError: (error) => toasts.failed(error),
  });
  return (
    <div className="comments">
      {comments.length === 0 ? <p className="quiet">{say.none}</p> : (
        <ul>
          {comments.map((comment) => (
            <li key={comment.id}>
              <p className="quiet"><b>{comment.by.name}</b> · <Moment at={comment.at} /></p>
              <p className="plain-text">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') send.mutate();
          }}
        >
          <Input.TextArea aria-label={say.write} placeholder={say.write} rows={2} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
          <Button htmlType="submit" disabled={text.trim() === ''} loading={send.isPending}>{say.send}</Button>
        </form>
      ) : null}
    </div>
  );
}
