import { bilingual } from '../../components/language/language';

const zh = {
  registries: '台账', edit: '修改', erase: '删除个人信息', sample: '示例', revision: (n: number) => `第${n}版`, updated: (name: string) => `${name} 更新于`, created: (name: string) => `${name} 登记于`, branch: '基层组织',
  personal: '个人信息', personalNote: '已遮盖，查看须写明理由', personalShown: '完整显示中', rest: '基本情况', scores: '排序参考', points: (n: number) => `${n}分`, noReasons: '没有加分项',
  history: '变更记录', noHistory: '还没有变更记录。', more: (n: number) => `显示全部${n}条`,
  kinds: { created: '登记了这条记录', changed: '修改了记录', imported: '从 Excel 导入', unmasked: '查看了完整信息', erased: '删除了个人信息' }, reason: '理由', by: '经由', from: (title: string) => `${title}：`, empty: '空', to: '改为',
  linked: '相关记录', noLinked: '其他台账里还没有与此有关的记录。', seeAll: (n: number) => `查看全部${n}条`, nothing: '没有记录。',
  cases: '相关事项', noCases: '还没有办理过事项。', running: '办理中', ended: '已结束', start: '发起',
  eraseTitle: '删除个人信息', eraseBody: '姓名、电话、证件号等个人信息的密钥会被销毁，这些内容永远无法恢复；统计用的非个人信息保留。办理中的事项不会停止，请先确认已经退出。', eraseReason: '删除的理由', eraseHint: '至少4个字，会写入日志；不要写姓名和号码。', eraseTooShort: '请写明理由，至少4个字。', eraseCheck: '我已核对：本人要求删除，或保存期限已满', eraseUnchecked: '请先核对并勾选。', eraseNow: '永久删除', erased: '个人信息已删除', cancel: '取消',
  newTitle: (registry: string) => `新增：${registry}`, editTitle: (heading: string) => `修改：${heading}`, save: '保存', saving: '正在保存…', saved: '已保存', back: '返回', backToTask: '返回任务', correcting: '为办理更正请求：只能改个人信息，其他内容只供查看。保存后回到任务，变更记入历史。', maskedNote: '遮盖的内容不改就保持原样；要改，请把该项整个重新填写。', stale: '这条记录刚被他人修改过', staleBody: '已取回最新内容，您修改的项目仍然保留在下面。请核对后再次保存。', refused: '没有保存成功', mayNotEdit: '您不能修改这本台账。', draftKept: (time: string) => `草稿已存 ${time}，还没有写入台账`, draftTyping: '正在存草稿…', draftNotKept: '草稿暂时没存上，请先不要关闭页面', draftDrop: '放弃草稿',
};

export const texts = bilingual(zh, {
  registries: 'Registries', edit: 'Edit', erase: 'Erase personal data', sample: 'sample', revision: (n: number) => `revision ${n}`, updated: (name: string) => `Updated by ${name}`, created: (name: string) => `Recorded by ${name}`, branch: 'Branch',
  personal: 'Personal data', personalNote: 'masked; showing it needs a reason', personalShown: 'shown in full', rest: 'About it', scores: 'For ordering', points: (n: number) => `${n}`, noReasons: 'nothing adds to it',
  history: 'Changes', noHistory: 'No changes yet.', more: (n: number) => `Show all ${n}`,
  kinds: { created: 'recorded this', changed: 'changed the record', imported: 'imported it from Excel', unmasked: 'looked at it in full', erased: 'erased the personal data' }, reason: 'Reason', by: 'through', from: (title: string) => `${title}: `, empty: 'empty', to: 'became',
  linked: 'Related records', noLinked: 'No other registry holds anything about it yet.', seeAll: (n: number) => `See all ${n}`, nothing: 'No records.',
  cases: 'Cases', noCases: 'No cases yet.', running: 'Running', ended: 'Ended', start: 'Start ',
  eraseTitle: 'Erase personal data', eraseBody: 'The key of name, phone, identity number and other personal data is destroyed: they can never be read again. What is not personal stays for statistics. Running cases do not stop by this.', eraseReason: 'Reason', eraseHint: 'At least 4 characters; it is logged, so name nobody.', eraseTooShort: 'Say why, in at least 4 characters.', eraseCheck: 'I checked: the person asked for it, or the retention period is over', eraseUnchecked: 'Check this first.', eraseNow: 'Erase for good', erased: 'The personal data is erased', cancel: 'Cancel',
  newTitle: (registry: string) => `Add: ${registry}`, editTitle: (heading: string) => `Edit: ${heading}`, save: 'Save', saving: 'Saving…', saved: 'Saved', back: 'Back', backToTask: 'Back to the task', correcting: 'For a request to correct: only what is personal can be changed. Saving leads back to the task; the change is kept in the history.', maskedNote: 'Masked values stay as they are unless you change them; to change one, type it in full.', stale: 'Somebody has just changed this record', staleBody: 'The latest is loaded, with what you changed still in it. Check it and save again.', refused: 'Not saved', mayNotEdit: 'You may not change this registry.', draftKept: (time: string) => `Draft kept ${time}, not in the registry yet`, draftTyping: 'Keeping a draft…', draftNotKept: 'The draft could not be kept yet; leave the page open', draftDrop: 'Drop the draft',
});

export type Texts = typeof zh;
