import { ELEMENT_SUPPORT, EVENT_KINDS, EXTENSION_SUPPORT, MARKER_SUPPORT, POSITIONS, eventSupport, type EventKind, type Position, type Support } from './support-table';

/** One line of the compiler's tables: what may stand in a model, and what becomes of it. */
export type CoverageRow =
  | { readonly table: 'event'; readonly kind: EventKind; readonly position: Position; readonly support: Support }
  | { readonly table: 'element' | 'marker' | 'extension'; readonly name: string; readonly support: Support };

/** Every line of every table that BPMN has a word for. */
export function coverageRows(): readonly CoverageRow[] {
  const events = EVENT_KINDS.flatMap((kind) => POSITIONS.map((position): CoverageRow => ({ table: 'event', kind, position, support: eventSupport(kind, position) })));
  const named = (table: 'element' | 'marker' | 'extension', rows: Readonly<Record<string, Support>>): CoverageRow[] =>
    Object.entries(rows).map(([name, support]) => ({ table, name, support }));
  return [
    ...events.filter(({ support }) => support.status !== 'none'),
    ...named('element', ELEMENT_SUPPORT),
    ...named('marker', MARKER_SUPPORT),
    ...named('extension', EXTENSION_SUPPORT),
  ];
}

const MARKS = { yes: 'yes', ignored: 'ignored', no: 'refused', none: '' } as const;

/** The whole of docs/bpmn-coverage.md, made from the tables that the compiler itself goes by. */
export function coverageMarkdown(): string {
  return [
    '# What of BPMN runs',
    '',
    'Made by `npm run docs:coverage` from the tables that the compiler itself goes by (`workflows/bpmn/support-table.ts`); do not edit it by hand.',
    '',
    'What an element does is what Camunda 8 documents, except where a note says otherwise. **refused**: `check` and publish name the element and the reason. **ignored**: drawn or written for readers, it changes nothing that runs.',
    '',
    '## Events',
    '',
    ...eventTable(),
    '',
    ...eventNotes(),
    '',
    '## Tasks, gateways and sub-processes',
    '',
    ...table('element', ELEMENT_SUPPORT),
    '',
    '## Flows, markers and artefacts',
    '',
    ...table('', MARKER_SUPPORT),
    '',
    '## Extension elements of Camunda 8',
    '',
    ...table('extension', EXTENSION_SUPPORT),
    '',
    '## Expressions and dates',
    '',
    'FEEL stands wherever Camunda 8 allows it, after a leading `=`. Functions whose answer no replay could repeat (`uuid`, `random number`) are refused; those for 工作日 are in [modelling.md](modelling.md). Timers and task dates are ISO 8601 or FEEL; a cycle is a repetition (`R3/PT10H`), cron is refused. A model made for Camunda 7, Activiti or Flowable is refused as a whole.',
    '',
  ].join('\n');
}

function eventTable(): readonly string[] {
  const head = ['', ...POSITIONS];
  const rows = EVENT_KINDS.map((kind) => [kind, ...POSITIONS.map((position) => MARKS[eventSupport(kind, position).status])]);
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Notes and reasons under the table; those that hold at several positions are said once. */
function eventNotes(): readonly string[] {
  return EVENT_KINDS.flatMap((kind) => {
    const texts = new Map<string, Position[]>();
    for (const position of POSITIONS) {
      const text = remark(eventSupport(kind, position));
      if (text !== '') texts.set(text, [...(texts.get(text) ?? []), position]);
    }
    return [...texts].map(([text, positions]) => `- **${kind}** (${positions.join('; ')}): ${text}`);
  });
}

function table(title: string, rows: Readonly<Record<string, Support>>): readonly string[] {
  const body = Object.entries(rows).map(([name, support]) => line([title === '' ? name : `\`${name}\``, MARKS[support.status], remark(support)]));
  return [line([title, 'runs', '']), line(['---', '---', '---']), ...body];
}

function remark(support: Support): string {
  if (support.status === 'no') return `${support.reason.charAt(0).toUpperCase()}${support.reason.slice(1)}.`;
  return support.status === 'none' ? '' : (support.note ?? '');
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
