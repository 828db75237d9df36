import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    title: '填写表单', language: 'English', opening: '正在打开…',
    forBranch: '相关组织', until: '链接有效至', due: '请在此前提交', papers: '给您的公文', privacyTitle: '您的信息怎么用',
    privacy: (district: string) => `您填写的内容只由${district}办理此事的人员查看，加密保存，不用于其他用途。您可以随时联系发给您链接的工作人员，查阅、更正或要求删除。`,
    once: '这个链接只供您本人使用一次，请不要转发。提交前填写的内容只保存在这台设备上，关闭页面即清除。',
    submit: '提交', submitting: '正在提交…', confirmTitle: '确认提交', confirmBody: '提交后不能再修改，这个链接也随之失效。', back: '再看看', confirm: '确认提交',
    doneTitle: '已提交，谢谢您', doneBody: '我们已经收到。您可以关闭这个页面。', acceptedBody: '我们已经收到，正在处理，不用再次提交。您可以关闭这个页面。',
    cannot: '这个链接不能使用', offlineTitle: '还没有提交成功', offline: '现在连不上网络或服务器。您填写的内容都在，请不要关闭页面，稍后点“再试一次”，不会重复提交。', again: '再试一次',
    refused: '没有提交成功', checkBelow: '请按下面标出的提示修改后再提交。',
  },
  {
    title: 'A form for you', language: '中文', opening: 'Opening…',
    forBranch: 'For', until: 'Link valid until', due: 'Please hand in by', papers: 'Papers for you', privacyTitle: 'How your information is used',
    privacy: (district: string) => `Only those at ${district} who deal with this matter see what you fill in. It is stored encrypted and used for nothing else. Ask whoever sent you the link to see, correct or delete it at any time.`,
    once: 'This link is for you alone and can be used once; please don’t pass it on. Until you hand it in, what you type is kept on this device only, and is gone when you close the page.',
    submit: 'Hand in', submitting: 'Handing in…', confirmTitle: 'Hand in?', confirmBody: 'It can’t be changed afterwards, and the link ends with it.', back: 'Not yet', confirm: 'Hand in now',
    doneTitle: 'Handed in. Thank you!', doneBody: 'We have received it. You can close this page.', acceptedBody: 'We have received it and are processing it; no need to hand it in again. You can close this page.',
    cannot: 'This link can’t be used', offlineTitle: 'Not handed in yet', offline: 'The network or the server can’t be reached. What you filled in is still here: keep the page open and choose “Try again” shortly. It will not be handed in twice.', again: 'Try again',
    refused: 'Not handed in', checkBelow: 'Change what is marked below and hand it in again.',
  },
);
