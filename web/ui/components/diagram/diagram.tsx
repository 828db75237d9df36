import { useEffect, useRef, useState } from 'react';
import { bilingual, useLanguage, useTexts } from '../language/language';
import { Icon } from '../layout/icon';
import { Failed, Waiting } from '../layout/waiting';
import { inEnglish } from './in-english';
import { followFingers } from './follow-fingers';
import type { DiagramView, Marks } from './open-diagram';
import './diagram.css';

const texts = bilingual(
  { label: '流程图', keys: '流程图：方向键移动，加号减号缩放，0 显示全图', closer: '放大', further: '缩小', fit: '显示全图', stand: '看现在的步骤', active: '现在停在这里', now: '现在', visited: '已经走过', incident: '异常', other: '还没有走到' },
  { label: 'Process diagram', keys: 'Process diagram: arrow keys move it, plus and minus zoom, 0 shows all', closer: 'Zoom in', further: 'Zoom out', fit: 'Show all', stand: 'Show where it stands', active: 'stands here now', now: 'now', visited: 'went here', incident: 'incident', other: 'not reached' },
);

interface Props {
  readonly xml: string;
  readonly marks: Marks;
}

/** A BPMN diagram coloured by where an instance stands and went. The viewer is loaded when a diagram is first shown. */
export function Diagram({ xml, marks }: Props) {
  const say = useTexts(texts);
  const { locale } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<DiagramView>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const container = place.current;
    if (container === null) return undefined;
    let gone = false;
    let opened: DiagramView | undefined;
    let stopFollowing = (): void => undefined;
    const open = async (): Promise<void> => {
      const { openDiagram } = await import('./open-diagram');
      if (gone) return;
      const { keys, now, incident } = texts[locale];
      opened = await openDiagram(container, locale === 'en' ? inEnglish(xml) : xml, { label: keys, active: now, incident });
      if (gone) return opened.close();
      stopFollowing = followFingers(container, opened);
      setView(opened);
    };
    open().catch((reason: unknown) => setError(reason));
    return () => {
      gone = true;
      stopFollowing();
      opened?.close();
      setView(undefined);
    };
  }, [xml, locale]);

  useEffect(() => view?.mark(marks), [view, marks]);

  return (
    <figure className="diagram" aria-label={say.label}>
      {error === undefined ? null : <Failed error={error} />}
      <div className="diagram-canvas" ref={place}>{view === undefined && error === undefined ? <Waiting /> : null}</div>
      <svg className="diagram-defs" aria-hidden="true" focusable="false"><defs><marker id="diagram-taken-end" viewBox="0 0 20 20" refX="11" refY="10" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path d="M 1 5 L 11 10 L 1 15 Z" fill="#2f7d55" stroke="#2f7d55" /></marker></defs></svg>
      <figcaption className="diagram-foot">
        <span className="diagram-key"><i className="key-active" />{say.active}</span>
        <span className="diagram-key"><i className="key-visited" />{say.visited}</span>
        <span className="diagram-key"><i className="key-other" />{say.other}</span>
        {marks.incidents.length > 0 ? <span className="diagram-key"><i className="key-incident" />{say.incident}</span> : null}
        <span className="diagram-tools">
          {marks.active.length + marks.incidents.length === 0 ? null : <button type="button" className="link diagram-stand" onClick={() => view?.showStand()}>{say.stand}</button>}
          <button type="button" className="icon-button" aria-label={say.further} onClick={() => view?.zoomBy(1 / 1.25)}><Icon name="minus" /></button>
          <button type="button" className="icon-button" aria-label={say.closer} onClick={() => view?.zoomBy(1.25)}><Icon name="plus" /></button>
          <button type="button" className="icon-button" aria-label={say.fit} onClick={() => view?.fit()}><Icon name="fit" /></button>
        </span>
      </figcaption>
    </figure>
  );
}
