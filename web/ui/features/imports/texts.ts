import { bilingual } from '../../components/language/language';

const zh = {
  registries: '台账', title: '从 Excel 导入', steps: '导入步骤', step: { file: '选择文件', check: '检查', confirm: '确认', done: '完成' },
  template: '下载模板', templateNote: '先下载模板，把数据填进去：一行一条，第一行是栏目名，不要改动。', fileNote: '填好后把文件传上来。系统会先逐格检查，不会马上写入；有一处不对，就一条也不会写入。', choose: '选择 Excel 文件', drop: '或把文件拖到这里', accepts: '支持 .xlsx', notExcel: (name: string) => `“${name}”不是 .xlsx 文件。请用模板另存为 Excel 工作簿。`, uploading: (percent: number) => `正在上传 ${percent}%`,
  checking: '正在逐行检查…', checkingNote: '可以离开这个页面，检查会继续，回来仍能看到结果。', progress: (done: number, rows: number) => `${done} / ${rows} 行`,
  refused: (n: number) => `有${n}处需要修改，一条也没有写入`, refusedBody: '请在 Excel 里按下表改好，再重新上传。', problems: '需要修改的单元格', cell: '单元格', column: '栏目', value: '填写的内容', problem: '问题', shownOf: (shown: number, all: number) => `只显示前${shown}处，共${all}处。`, blank: '（空）', again: '重新上传', search: '按单元格、栏目或问题查找',
  checked: '检查通过，还没有写入', checkedBody: (rows: number) => `文件共${rows}行，确认后会：`, added: (n: number) => `新增 ${n} 条`, changed: (n: number) => `更新 ${n} 条`, unchanged: (n: number) => `${n} 条没有变化`, confirm: '确认导入', giveUp: '放弃', nothingToDo: '没有需要写入的内容。',
  importing: '正在写入…', done: '导入完成', doneBody: '记录已写入台账，每条的变更记录里都能看到这次导入。', seeList: '查看台账', another: '再导入一个文件', failed: '导入没有完成', failedBody: '一条也没有写入。请稍后再试；仍不行请联系管理员。', givenUp: '这次导入已放弃，没有写入任何内容。',
  earlier: '最近的导入', noEarlier: '还没有导入过。', by: (name: string, file: string) => `${name} 导入 ${file}`, state: { checking: '检查中', refused: '需要修改', checked: '待确认', importing: '写入中', done: '已完成', failed: '未完成', 'given-up': '已放弃' }, mayNot: '您不能导入这本台账。',
};

export const texts = bilingual(zh, {
  registries: 'Registries', title: 'Import from Excel', steps: 'Steps of the import', step: { file: 'File', check: 'Check', confirm: 'Confirm', done: 'Done' },
  template: 'Download the template', templateNote: 'Download the template and fill it in: a row for each record; leave the first row, the column names, as it is.', fileNote: 'Then hand the file in. Each cell is checked first and nothing is written yet; if anything is wrong, nothing is written at all.', choose: 'Choose an Excel file', drop: 'or drop it here', accepts: '.xlsx', notExcel: (name: string) => `“${name}” is no .xlsx file. Save the template as an Excel workbook.`, uploading: (percent: number) => `Uploading ${percent}%`,
  checking: 'Checking row by row…', checkingNote: 'You may leave this page; the check goes on and its result stays here.', progress: (done: number, rows: number) => `${done} of ${rows} rows`,
  refused: (n: number) => `${n} ${n === 1 ? 'cell needs' : 'cells need'} a change; nothing was written`, refusedBody: 'Change them in Excel as listed below and upload the file again.', problems: 'Cells to change', cell: 'Cell', column: 'Column', value: 'What it holds', problem: 'Problem', shownOf: (shown: number, all: number) => `The first ${shown} of ${all}.`, blank: '(empty)', again: 'Upload again', search: 'Find by cell, column or problem',
  checked: 'The check passed; nothing is written yet', checkedBody: (rows: number) => `${rows} rows. Once you confirm:`, added: (n: number) => `${n} are added`, changed: (n: number) => `${n} are changed`, unchanged: (n: number) => `${n} stay as they are`, confirm: 'Import now', giveUp: 'Give up', nothingToDo: 'There is nothing to write.',
  importing: 'Writing…', done: 'The import is done', doneBody: 'The records are in the registry; each one’s changes name this import.', seeList: 'See the registry', another: 'Import another file', failed: 'The import did not finish', failedBody: 'Nothing was written. Try again later; if that does not help, tell your administrator.', givenUp: 'This import was given up; nothing was written.',
  earlier: 'Recent imports', noEarlier: 'Nothing was imported yet.', by: (name: string, file: string) => `${name}: ${file}`, state: { checking: 'checking', refused: 'to be changed', checked: 'to be confirmed', importing: 'writing', done: 'done', failed: 'failed', 'given-up': 'given up' }, mayNot: 'You may not import into this registry.',
});
