/** What `boai start` says when the portal can be opened. */
export function portal(address: string, seconds: number): string {
  return `\n✔ 就绪 ready in ${seconds} s → ${address}\n`;
}

/** Sample sign-ins worth trying first, by what they may do. */
const LOGINS: readonly (readonly [string, string])[] = [
  ['zhangmin', '张敏 · 镇基层组织秘书长 branch secretary: hands in 换届请示'],
  ['wangqiang', '王强 · 镇基层组织会长 branch president: signs'],
  ['xulin', '许琳 · 区组织干事 district officer: reviews'],
  ['luwei', '陆伟 · 区常务副会长 executive vice-president: approves'],
  ['taoying', '陶英 · 造血干细胞捐献协调员 donor coordinator: 今日电话 today’s calls'],
  ['mabin', '马斌 · 督导组长 inspection lead: the quarter’s inspection'],
  ['admin', '管理员 · administrator'],
];

/** The sample sign-ins and their one password. */
export function sampleLogins(password: string): string {
  return [`  示例账号 sample logins（密码 password: ${password}）`, ...LOGINS.map(([login, who]) => `    ${login.padEnd(10)} ${who}`), '', '  Ctrl-C 停止全部 stops everything'].join('\n');
}
