import type { LocalText } from '../../../../workflows/engine/plan';
import { RequestRefused, Unreachable } from './request';

/** What the user is told about a failed request: what is wrong, and what to do. */
export function problemText(error: unknown): LocalText {
  if (error instanceof RequestRefused) return error.problem.message;
  if (error instanceof Unreachable) return { zh: '连不上服务器。请检查网络，稍后再试。', en: 'The server can’t be reached. Check your connection and try again.' };
  return { zh: '页面出错了。请刷新后再试；仍不行请联系管理员。', en: 'Something went wrong on this page. Reload it; if that does not help, tell your administrator.' };
}
