import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { FilledNode, FilledPaper } from './document';

const MM = 72 / 25.4;
/** GB/T 9704: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm on A4. */
const MARGINS = { left: 28 * MM, top: 37 * MM, right: 26 * MM, bottom: 35 * MM } as const;
const TEXT_WIDTH = 156 * MM;
/** 初号, 二号, 三号, 四号, 小四 in points. */
const SIZE = { issuer: 42, heading: 22, body: 16, small: 14, table: 12 } as const;
/** 22 lines to a page: 28.9 points from line to line. */
const LINE = 28.9;
const RED = '#d8000f';
/** Height of a line of the font without a line height. */
const FONT_LINE = 1.448;
const lineHeight = (size: number, line: number): number => line / (size * FONT_LINE);
const body = { fontSize: SIZE.body, lineHeight: lineHeight(SIZE.body, LINE) } as const;

/** A paper as pdfmake draws it, laid out after GB/T 9704; the seal goes over the signature and its date. */
export function paperLayout({ head, content }: FilledPaper): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom],
    info: { title: head.heading, author: head.signed },
    defaultStyle: { font: 'NotoSansSC', ...body },
    content: [...redHead(head), ...title(head), ...content.map(part), ...signature(head), ...copies(head)],
    footer: (page) => ({ text: `— ${page} —`, fontSize: SIZE.small, alignment: page % 2 === 1 ? 'right' : 'left', margin: [MARGINS.left + SIZE.small, 7 * MM, MARGINS.right + SIZE.small, 0] }),
  };
}

function redHead({ issuer, number }: FilledPaper['head']): Content[] {
  const size = Math.min(SIZE.issuer, Math.floor(TEXT_WIDTH / Math.max(1, [...issuer].length)));
  return [
    { text: issuer, fontSize: size, bold: true, color: RED, alignment: 'center', lineHeight: 1, margin: [0, 20, 0, LINE] },
    { text: number, alignment: 'center', margin: [0, 0, 0, 2] },
    line(RED, 2, 4 * MM),
  ];
}

function title({ heading, to }: FilledPaper['head']): Content[] {
  return [
    { text: heading, fontSize: SIZE.heading, bold: true, alignment: 'center', lineHeight: lineHeight(SIZE.heading, 36), margin: [0, LINE, 0, LINE / 2] },
    ...(to === undefined || to === '' ? [] : [{ text: `${to}：` }]),
  ];
}

function part(node: FilledNode): Content {
  switch (node.kind) {
    case 'paragraph':
      return { text: node.text, leadingIndent: 2 * SIZE.body, alignment: 'left' };
    case 'level1':
      return { text: node.text, leadingIndent: 2 * SIZE.body, bold: true };
    case 'level2':
      return { text: node.text, leadingIndent: 2 * SIZE.body };
    case 'note':
      return { text: node.text, fontSize: SIZE.table, lineHeight: 1.2, margin: [0, 4, 0, 4] };
    case 'table':
      return {
        margin: [0, 6, 0, 10],
        fontSize: SIZE.table,
        lineHeight: 1.1,
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: node.columns.map(({ width }) => width),
          body: [node.columns.map((column): TableCell => ({ text: column.title, bold: true, alignment: 'center' })), ...node.rows.map((row) => row.map((text, index): TableCell => ({ text, alignment: node.columns[index]?.centered === true ? 'center' : 'left' })))],
        },
      };
  }
}

/** 成文日期 stands four characters from the right, the signature centred over it; both stay on one page with the end of the text. */
function signature({ signed, signedOn }: FilledPaper['head']): Content[] {
  const width = SIZE.body * Math.max([...signed].length, [...signedOn].length) + 8;
  const right = { width, alignment: 'center' } as const;
  const stack: Content = [{ text: signed, alignment: 'center' }, { text: signedOn, alignment: 'center' }];
  return [{ unbreakable: true, margin: [0, 2 * LINE, 0, 0], columns: [{ text: '', width: '*' }, { ...right, stack }, { text: '', width: 4 * SIZE.body }] }];
}

function copies({ copies: to }: FilledPaper['head']): Content[] {
  if (to === undefined || to === '') return [];
  const text: Content = { text: `抄送：${to}。`, fontSize: SIZE.small, lineHeight: 1.2, margin: [SIZE.small, 3, SIZE.small, 0] };
  return [{ unbreakable: true, margin: [0, LINE, 0, 0], stack: [line('#000', 0.7, 0), text, line('#000', 0.7, 3)] }];
}

function line(color: string, width: number, above: number): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: width, lineColor: color }], margin: [0, above, 0, 0] };
}
