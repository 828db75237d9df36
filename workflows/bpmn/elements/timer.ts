import { parseCycle } from '../../../feel';
import type { TimerDefinition, Valued } from '../../engine/plan';
import type { BpmnNode } from '../bpmn-node';
import type { Compilation } from '../compilation';
import type { Position } from '../support-table';

const DURATION = /^-?P(?=.)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?(?:T(?=.)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?:\[[^\]]+\])?)?$/;

type TimerKind = TimerDefinition['kind'];

const WANTED: Readonly<Record<TimerKind, string>> = {
  date: 'an instant such as 2026-03-01T09:00:00+08:00, or FEEL after "="',
  duration: 'a duration such as PT12H or P3D, or FEEL after "="',
  cycle: 'a repetition such as R/P1D, or FEEL after "="',
};

/** What a timer may say at each position. */
const ALLOWED: Readonly<Partial<Record<Position, readonly TimerKind[]>>> = {
  start: ['date', 'cycle'],
  'start of an event sub-process, interrupting': ['date', 'duration'],
  'start of an event sub-process, non-interrupting': ['date', 'duration', 'cycle'],
  'intermediate catch': ['date', 'duration', 'cycle'],
  'boundary, interrupting': ['date', 'duration'],
  'boundary, non-interrupting': ['date', 'duration', 'cycle'],
};

/** Reads a timer: exactly one of date, duration and cycle, fixed in ISO 8601 or FEEL. */
export function timerOf(node: BpmnNode, definition: BpmnNode, position: Position, compilation: Compilation): TimerDefinition | undefined {
  const given = (['timeDate', 'timeDuration', 'timeCycle'] as const).flatMap((property) => {
    const text = definition.child(property)?.text('body');
    return text === undefined ? [] : [{ kind: kindOf(property), text }];
  });
  const [timer] = given;
  if (timer === undefined || given.length > 1) {
    compilation.problems.invalid(node, 'a timer needs exactly one of timeDate, timeDuration and timeCycle, with a value');
    return undefined;
  }
  const allowed = ALLOWED[position] ?? [];
  if (!allowed.includes(timer.kind)) {
    compilation.problems.invalid(node, `a timer here takes a ${allowed.join(' or a ')}, not a ${timer.kind}`);
    return undefined;
  }
  if (timer.kind === 'cycle' && position === 'intermediate catch') {
    compilation.problems.warn(node, 'the timer has a cycle, but an intermediate event is caught once: at the first firing');
  }
  return definitionOf(node, timer.kind, timer.text, compilation);
}

function kindOf(property: 'timeDate' | 'timeDuration' | 'timeCycle'): TimerKind {
  return property === 'timeDate' ? 'date' : property === 'timeDuration' ? 'duration' : 'cycle';
}

function definitionOf(node: BpmnNode, kind: TimerKind, text: string, compilation: Compilation): TimerDefinition | undefined {
  if (kind === 'cycle' && isCron(text)) {
    compilation.problems.unsupported(node, `the timer's cycle "${text}" is a cron expression: write an ISO 8601 repetition such as R/P1D`);
    return undefined;
  }
  const value: Valued<string> | undefined = compilation.expressions.valuedAs(node, `the timer's ${kind}`, text, (fixed) =>
    isWellFormed(kind, fixed) ? fixed : undefined, WANTED[kind],
  );
  if (value === undefined) return undefined;
  if (kind === 'date') return { kind, at: value };
  return kind === 'duration' ? { kind, after: value } : { kind, every: value };
}

function isCron(text: string): boolean {
  return /^@\w+$/.test(text) || /^[\d*?/,\-LW#A-Z]+(\s+[\d*?/,\-LW#A-Z]+){4,6}$/i.test(text);
}

function isWellFormed(kind: TimerKind, text: string): boolean {
  if (kind === 'date') return INSTANT.test(text) && !Number.isNaN(Date.parse(text.replace(/\[[^\]]+\]$/, '')));
  if (kind === 'duration') return DURATION.test(text);
  try {
    parseCycle(text, 'UTC');
    return true;
  } catch {
    return false;
  }
}
