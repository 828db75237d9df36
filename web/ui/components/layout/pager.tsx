import { Button } from 'antd';
import type { Page } from '../../../api/contract';
import { bilingual, useTexts } from '../language/language';

const texts = bilingual(
  { total: (n: number) => `共${n}条`, at: (page: number, last: number) => `第${page}页，共${last}页`, back: '上一页', on: '下一页', pages: '翻页' },
  { total: (n: number) => `${n} in all`, at: (page: number, last: number) => `Page ${page} of ${last}`, back: 'Previous', on: 'Next', pages: 'Pages' },
);

interface Props {
  readonly of: Page<unknown>;
  readonly onTurn: (page: number) => void;
}

/** How many rows there are, and the way to the page before and after. */
export function Pager({ of: { total, page, size }, onTurn }: Props) {
  const say = useTexts(texts);
  const last = Math.max(1, Math.ceil(total / size));
  return (
    <nav className="pages" aria-label={say.pages}>
      <span>{say.total(total)}</span>
      {last === 1 ? null : (
        <span className="button-row">
          <Button disabled={page <= 1} onClick={() => onTurn(page - 1)}>{say.back}</Button>
          <span>{say.at(page, last)}</span>
          <Button disabled={page >= last} onClick={() => onTurn(page + 1)}>{say.on}</Button>
        </span>
      )}
    </nav>
  );
}
