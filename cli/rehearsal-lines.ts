import type { Rehearsal, TimelineEntry, TimelineKind } from '../workflows/engine';

const KINDS: Readonly<Record<TimelineKind, string>> = {
  started: '开始',
  'task-opened': '任务',
  'task-completed': '办结',
  'task-cancelled': '撤回',
  'task-rescheduled': '改期',
  reminder: '提醒',
  escalation: '上报',
  job: '自动',
  timer: '到时',
  message: '消息',
  action: '操作',
  signal: '信号',
  call: '调用',
  incident: '异常',
  ended: '结束',
};

const STOPPED: Readonly<Record<Rehearsal['stopped'], string>> = {
  ended: '流程已走到终点',
  until: '已推演到指定日期',
  steps: '步数已达上限，流程可能在循环',
  waiting: '仍在等待不会自己发生的事',
  incident: '因异常停下',
};

/** The rehearsal in lines for a terminal: when, what, where, who, until when. */
export function rehearsalLines(rehearsal: Rehearsal, zone: string): readonly string[] {
  const processes = new Set(rehearsal.timeline.map(({ process }) => process));
  const missed = rehearsal.neverReached.map(({ process, elementId, name }) => `  ${processes.size > 1 ? `${process}/` : ''}${elementId} ${name.zh === elementId ? '' : name.zh}`.trimEnd());
  return [
    ...rehearsal.timeline.map((entry) => line(entry, zone, processes.size > 1)),
    '',
    `${STOPPED[rehearsal.stopped]}（${local(rehearsal.endedAt, zone)}）`,
    ...rehearsal.missedActions.map(({ element, at, after }) => `没有做成的操作：${element}${at === undefined && after === undefined ? '' : `（${at ?? after ?? ''}）`}`),
    ...(missed.length === 0 ? ['所有步骤都走到了'] : [`没有走到的步骤（${missed.length}）：`, ...missed]),
  ];
}

function line(entry: TimelineEntry, zone: string, withProcess: boolean): string {
  const parts = [
    local(entry.at, zone),
    KINDS[entry.kind],
    withProcess ? `[${entry.process}]` : '',
    entry.name?.zh || entry.elementId || '',
    entry.who && entry.who.length > 0 ? `→ ${entry.who.join('、')}` : '',
    entry.due === undefined ? '' : `到期 ${local(entry.due, zone)}${entry.dueAssumed ? '（暂按推算）' : ''}`,
    entry.detail === undefined ? '' : `(${entry.detail})`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** `2026-03-09 23:59` in the zone. */
function local(instant: string, zone: string): string {
  // Sweden writes dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
}
