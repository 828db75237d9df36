import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '台账', donorFigures: '捐献志愿者指标', supervisionFigures: '督导整改指标', intro: '按类登记的名册和记录，流程会自动读写。', none: '没有您可以查看的台账。需要时请管理员给您加上相应岗位。', records: (n: number) => `${n}条记录`,
    add: '新增', importIt: '导入', exportIt: '导出 Excel', search: (fields: string) => `按${fields}查找`, exactly: '（姓名、电话等个人信息须输入完整）',
    filters: '筛选', moreFilters: '更多筛选', fewerFilters: '收起筛选', clear: '清除筛选', from: (field: string) => `${field}，从`, until: (field: string) => `${field}，到`, atLeast: (field: string) => `${field}，不低于`, atMost: (field: string) => `${field}，不高于`, yes: '是', no: '否',
    noMatch: '没有符合条件的记录。', noRecords: '这本台账还没有记录。', noRecordsAdd: '这本台账还没有记录。可以逐条新增，或者从 Excel 导入。', noRecordsManaged: '这本台账由流程自动登记，还没有记录。',
    branch: '基层组织', sortBy: '排序', ascending: '升序', descending: '降序',
    views: '常用视图', everything: '全部', save: '保存当前视图', viewName: '视图名称', viewHint: '保存现在的搜索、筛选和排序，换设备登录也在。', share: '同时给能看这本台账的其他人使用', saveNow: '保存', cancel: '取消', saved: '视图已保存', needName: '请给视图起个名字。', shared: '共享', remove: (name: string) => `删除视图“${name}”`, removeTitle: '删除视图', removeBody: (name: string, shared: boolean) => `删除“${name}”${shared ? '后，其他人也不能再用这个视图' : ''}。记录不受影响。`, removeNow: '删除', removed: '视图已删除',
  },
  {
    title: 'Registries', donorFigures: 'Donor figures', supervisionFigures: 'Inspection figures', intro: 'Typed lists of records; processes read and write them by themselves.', none: 'There is no registry that you may see. Ask the administrator for a post that needs one.', records: (n: number) => `${n} ${n === 1 ? 'record' : 'records'}`,
    add: 'Add', importIt: 'Import', exportIt: 'Export to Excel', search: (fields: string) => `Find by ${fields}`, exactly: ' (personal data by the whole value)',
    filters: 'Filters', moreFilters: 'More filters', fewerFilters: 'Fewer filters', clear: 'Clear the filters', from: (field: string) => `${field}, from`, until: (field: string) => `${field}, until`, atLeast: (field: string) => `${field}, at least`, atMost: (field: string) => `${field}, at most`, yes: 'Yes', no: 'No',
    noMatch: 'No record matches.', noRecords: 'This registry has no records yet.', noRecordsAdd: 'This registry has no records yet. Add them one by one, or import them from Excel.', noRecordsManaged: 'Processes write this registry; there are no records yet.',
    branch: 'Branch', sortBy: 'Sort by', ascending: 'ascending', descending: 'descending',
    views: 'Saved views', everything: 'All', save: 'Save this view', viewName: 'Name of the view', viewHint: 'Keeps the present search, filters and order; it follows you to any device.', share: 'Share it with everybody who sees this registry', saveNow: 'Save', cancel: 'Cancel', saved: 'The view is saved', needName: 'Give the view a name.', shared: 'shared', remove: (name: string) => `Delete the view “${name}”`, removeTitle: 'Delete the view', removeBody: (name: string, shared: boolean) => `Deletes “${name}”${shared ? ', for everybody who uses it' : ''}. No record changes.`, removeNow: 'Delete', removed: 'The view is deleted',
  },
);
