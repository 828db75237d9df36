import { useEffect, type ReactNode } from 'react';
import { bilingual, useTexts } from '../language/language';

const texts = bilingual({ product: '博爱流程' }, { product: 'Boai Flow' });

interface Props {
  readonly title: string;
  /** Stands above the title: where the page belongs. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A page with its heading; the browser's title says the same. */
export function Page({ title, above, below, actions, children, wide = false }: Props) {
  const { product } = useTexts(texts);
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <header className="page-head">
        <div>
          {above === undefined ? null : <div className="page-above">{above}</div>}
          <h1>{title}</h1>
          {below === undefined ? null : <div className="page-below">{below}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
