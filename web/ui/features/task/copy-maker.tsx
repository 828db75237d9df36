import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { FileRef } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request, segment } from '../../components/api/request';
import { bilingual, useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';

const texts = bilingual(
  { title: '个人信息副本', note: '汇集系统中保存的关于此人的全部内容。生成一次算查看一次完整信息，会记入变更历史。', pdf: '生成副本（PDF）', xlsx: '生成副本（Excel，可删改）', made: (name: string) => `已生成“${name}”，放入下面的“副本文件”，请下载核对。` },
  { title: 'Copy of the person’s data', note: 'Gathers everything that is kept about this person. Each copy counts as a look at all of it, and is noted in the history.', pdf: 'Make the copy (PDF)', xlsx: 'Make the copy (Excel, to edit)', made: (name: string) => `“${name}” is made and stands in the form below: download and check it.` },
);

type Format = 'pdf' | 'xlsx';

/** Makes the copy for who asked what is kept about them; the form takes it. */
export function CopyMaker({ taskId, onMade }: { readonly taskId: string; readonly onMade: (file: FileRef) => void }) {
  const say = useTexts(texts);
  const local = useSay();
  const making = useMutation({ mutationFn: (format: Format) => request<FileRef>(`/api/tasks/${segment(taskId)}/copy`, { method: 'POST', body: { format } }), onSuccess: onMade });
  const button = (format: Format, text: string) => <Button icon={<Icon name="file" />} loading={making.isPending && making.variables === format} disabled={making.isPending} onClick={() => making.mutate(format)}>{text}</Button>;
  return (
    <section className="notice notice-info copy-maker" aria-label={say.title}>
      <p><b>{say.title}</b> {say.note}</p>
      <p className="copy-maker-buttons">{button('pdf', say.pdf)}{button('xlsx', say.xlsx)}</p>
      {making.error === null ? null : <p className="field-error" role="alert">{local(problemText(making.error))}</p>}
      {making.data === undefined ? null : <p role="status">{say.made(making.data.name)}</p>}
    </section>
  );
}
