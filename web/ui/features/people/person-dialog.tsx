import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { PersonRow } from '../../../api/contract';
import { request, segment } from '../../components/api/request';
import { BranchSelect, useBranchTree } from '../../components/branches/branch-select';
import { useSay, useTexts } from '../../components/language/language';
import { Dialog } from '../../components/layout/dialog';
import { Icon } from '../../components/layout/icon';
import { useToasts } from '../../components/layout/toasts';
import { texts } from './texts';
import { useRoles } from './use-roles';

interface Props {
  /** The person to change; a new one when left out. */
  readonly person?: PersonRow;
  readonly onClose: () => void;
  readonly onCreated?: (name: string, initialPassword: string) => void;
}

interface PostDraft {
  readonly role: string;
  readonly branchId: string | undefined;
}

/** Adds a person, or changes name and posts. */
export function PersonDialog({ person, onClose, onCreated }: Props) {
  const say = useTexts(texts);
  const toasts = useToasts();
  const client = useQueryClient();
  const [name, setName] = useState(person?.name ?? '');
  const [login, setLogin] = useState('');
  const [posts, setPosts] = useState<readonly PostDraft[]>(person?.posts.map((post) => ({ role: post.role, branchId: post.branch.id })) ?? []);
  const save = useMutation({
    mutationFn: () => savePerson(person, { name, login, posts }),
    onSuccess: async (initialPassword) => {
      await client.invalidateQueries({ queryKey: ['people'] });
      onClose();
      if (initialPassword === undefined) toasts.done(say.saved);
      else onCreated?.(name, initialPassword);
    },
    onError: (error) => toasts.failed(error),
  });
  const complete = name.trim() !== '' && (person !== undefined || /^[a-zA-Z0-9][a-zA-Z0-9._-]{2,39}$/.test(login)) && posts.every((post) => post.role !== '' && post.branchId !== undefined);
  return (
    <Dialog
      title={person === undefined ? say.add : `${say.edit} ${person.name}`}
      onClose={onClose}
      foot={<><Button onClick={onClose}>{say.cancel}</Button><Button type="primary" disabled={!complete} loading={save.isPending} onClick={() => save.mutate()}>{say.save}</Button></>}
    >
      <div className="field">
        <label className="field-label" htmlFor="person-name">{say.name}</label>
        <Input id="person-name" autoComplete="off" maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      {person === undefined ? (
        <div className="field">
          <label className="field-label" htmlFor="person-login">{say.login}</label>
          <Input id="person-login" autoComplete="off" maxLength={40} value={login} onChange={(event) => setLogin(event.target.value)} aria-describedby="person-login-hint" />
          <p className="field-hint" id="person-login-hint">{say.loginHint}</p>
        </div>
      ) : null}
      <PostsEditor posts={posts} onChange={setPosts} />
    </Dialog>
  );
}

/** Gives the initial password of a new person. */
async function savePerson(person: PersonRow | undefined, { name, login, posts }: { readonly name: string; readonly login: string; readonly posts: readonly PostDraft[] }): Promise<string | undefined> {
  if (person !== undefined) {
    await request(`/api/people/${segment(person.id)}`, { method: 'PATCH', body: { name, posts } });
    return undefined;
  }
  return (await request<{ readonly initialPassword: string }>('/api/people', { method: 'POST', body: { name, login, posts } })).initialPassword;
}

function PostsEditor({ posts, onChange }: { readonly posts: readonly PostDraft[]; readonly onChange: (posts: readonly PostDraft[]) => void }) {
  const say = useTexts(texts);
  const local = useSay();
  const roles = useRoles();
  const [district] = useBranchTree().data ?? [];
  const replace = (at: number, post: PostDraft): void => onChange(posts.map((each, index) => (index === at ? post : each)));
  const isOfBranch = (role: string): boolean => roles.find(({ id }) => id === role)?.branchRole === true;
  // A district role has only one place to be held at.
  const choose = (at: number, role: string, branchId: string | undefined): void => replace(at, { role, branchId: isOfBranch(role) ? branchId : district?.id });
  return (
    <fieldset className="field">
      <legend className="field-label">{say.posts}</legend>
      {posts.length === 0 ? <p className="field-hint">{say.noPosts}</p> : null}
      <div className="plain-list">
        {posts.map((post, index) => (
          <div key={index} className="post-row">
            <Select className="whole" aria-label={say.role} placeholder={say.role} value={post.role === '' ? null : post.role} showSearch={{ optionFilterProp: 'label' }} options={roles.map((role) => ({ value: role.id, label: local(role.name) }))} onChange={(role: string) => choose(index, role, post.branchId)} getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body} />
            {post.role !== '' && !isOfBranch(post.role) ? <span className="quiet">{say.district}</span> : <BranchSelect label={say.branch} value={post.branchId} onChange={(branchId) => replace(index, { ...post, branchId })} />}
            <Button aria-label={say.removePost} icon={<Icon name="trash" />} onClick={() => onChange(posts.filter((_, at) => at !== index))} />
          </div>
        ))}
      </div>
      <Button icon={<Icon name="plus" size={16} />} onClick={() => onChange([...posts, { role: '', branchId: undefined }])}>{say.addPost}</Button>
    </fieldset>
  );
}
