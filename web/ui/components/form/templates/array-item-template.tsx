import type { ArrayFieldItemTemplateProps, RJSFSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { isValidElement, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { fitsTable } from './is-wide';
import { fixedOf, givenOf, knownOf, nameOf, type Item, type Told } from './item-summary';

type Props = ArrayFieldItemTemplateProps<Answers, RJSFSchema, FormContext>;

/** From this many fields on, an item is folded away behind its first answers while others are filled in. */
const MANY_FIELDS = 5;

/** One item of a repeatable group, with buttons to move and remove it. */
export function ArrayItemTemplate(props: Props) {
  const { children, index, totalItems } = props;
  const say = useTexts(texts);
  const item = isValidElement<ItemProps>(children) ? children.props : {};
  const folds = Object.keys(item.schema?.properties ?? {}).length > MANY_FIELDS && !fitsTable(item.schema, item.uiSchema);
  const isWrong = hasMessages(item.errorSchema);
  return (
    <section className={isWrong ? 'row row-wrong' : 'row'} aria-label={say.item(index + 1)}>
      {folds ? (
        <Fold list={(item.fieldPathId?.$id ?? '').replace(/_\d+$/, '')} isNew={totalItems === 1 || isBlank(item)} title={<>{say.item(index + 1)}<b>{nameOf(item)}</b><Given told={givenOf(item, say.yes)} /></>}><Known told={knownOf(item, say.yes)} />{children}</Fold>
      ) : (
        <>
          <div className="row-title">{say.item(index + 1)}<b>{fixedOf(item)}</b></div>
          <div className="row-content">{children}</div>
        </>
      )}
      <Tools {...props} />
    </section>
  );
}

interface FoldProps {
  readonly list: string;
  readonly isNew: boolean;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** An item that is folded away while another of its list is open. */
function Fold({ list, isNew, title, children }: FoldProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [opens] = useState(isNew);
  useLayoutEffect(() => {
    // Opening closes the others of that name; an item that comes into the page open would be closed instead.
    if (opens && details.current !== null) details.current.open = true;
  }, [opens]);
  return (
    <details className="row-content row-fold" name={list} ref={details}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

interface ItemProps extends Item {
  readonly fieldPathId?: { readonly $id: string };
  readonly errorSchema?: unknown;
}

function isBlank({ formData }: ItemProps): boolean {
  return Object.values(formData ?? {}).every((value) => value === undefined);
}

/** A tree of messages keeps its branches when the last message is gone. */
function hasMessages(errors: unknown): boolean {
  if (Array.isArray(errors)) return errors.length > 0;
  return typeof errors === 'object' && errors !== null && Object.values(errors).some(hasMessages);
}

/** How far an item that is there from the beginning has been filled in, to be seen without opening it. */
function Given({ told }: { readonly told: readonly Told[] | undefined }) {
  const say = useTexts(texts);
  if (told === undefined) return null;
  return <span className={told.length === 0 ? 'row-given row-blank' : 'row-given'}>{told.length === 0 ? say.blank : told.map(({ title, text }) => `${title} ${text}`).join(' · ')}</span>;
}

function Known({ told }: { readonly told: readonly Told[] }) {
  if (told.length === 0) return null;
  return <dl className="row-known">{told.map(({ name, title, text }) => <div key={name}><dt>{title}</dt><dd>{text}</dd></div>)}</dl>;
}

function Tools({ buttonsProps, hasToolbar, index }: Props): ReactNode {
  const say = useTexts(texts);
  const { hasMoveUp, hasMoveDown, hasRemove, disabled, readonly, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  if (!hasToolbar || disabled === true || readonly === true) return null;
  return (
    <div className="row-tools">
      {hasMoveUp || hasMoveDown ? (
        <>
          <Button type="text" size="small" disabled={!hasMoveUp} onClick={onMoveUpItem} aria-label={say.up(index + 1)} icon={<Icon name="up" />} />
          <Button type="text" size="small" disabled={!hasMoveDown} onClick={onMoveDownItem} aria-label={say.down(index + 1)} icon={<Icon name="down" />} />
        </>
      ) : null}
      {hasRemove ? <Button type="text" size="small" onClick={onRemoveItem} aria-label={say.remove(index + 1)} icon={<Icon name="trash" />} /> : null}
    </div>
  );
}
