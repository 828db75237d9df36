import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { CopyItem, CopySection, DataCopy } from './data-copy';

const MARGIN = 54;
const SIZE = { title: 20, section: 14, item: 11, text: 10.5, small: 9 } as const;
const QUIET = '#555';
const RULE = '#bbb';

/** The copy as pdfmake draws it: for a person to read, not an official paper. */
export function copyLayout({ title, about, sections }: DataCopy): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
    info: { title },
    defaultStyle: { font: 'NotoSansSC', fontSize: SIZE.text, lineHeight: 1.25 },
    content: [
      { text: title, fontSize: SIZE.title, bold: true, alignment: 'center', margin: [0, 0, 0, 12] },
      ...about.map((line): Content => ({ text: line, color: QUIET })),
      ...sections.flatMap(sectionOf),
    ],
    footer: (page, pages) => ({ text: `含个人信息，请妥善保管    第${page}页，共${pages}页`, fontSize: SIZE.small, color: QUIET, alignment: 'center', margin: [0, 14, 0, 0] }),
  };
}

function sectionOf({ title, note, items }: CopySection, index: number): Content[] {
  return [
    { text: `${index + 1}　${title}`, fontSize: SIZE.section, bold: true, margin: [0, 18, 0, 4], headlineLevel: 1 },
    ...(note === undefined ? [] : [{ text: note, fontSize: SIZE.small, color: QUIET, margin: [0, 0, 0, 4] } as Content]),
    ...items.flatMap(itemOf),
  ];
}

function itemOf({ heading, facts }: CopyItem): Content[] {
  return [
    ...(heading === undefined ? [] : [{ text: heading, fontSize: SIZE.item, bold: true, margin: [0, 8, 0, 2] } as Content]),
    ...(facts.length === 0 ? [] : [{
      table: { widths: [150, '*'], dontBreakRows: true, body: facts.map(({ label, text }) => [{ text: label, color: QUIET }, { text }]) },
      layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => RULE, paddingTop: () => 3, paddingBottom: () => 3, paddingLeft: () => 2, paddingRight: () => 2 },
    } as Content]),
  ];
}
