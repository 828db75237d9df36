import type { ArrayFieldItemTemplateProps, RJSFSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { isValidElement, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { asNode, choiceLabel } from '../../submission/shape';
import { fitsTable, isFixed } from './is-wide';

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
        <Fold list={(item.fieldPathId?.$id ?? '').replace(/_\d+$/, '')} isNew={totalItems === 1 || isBlank(item)} title={<>{say.item(index + 1)}<b>{nameOf(item)}</b></>}>{children}</Fold>
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

interface ItemProps {
  readonly fieldPathId?: { readonly $id: string };
  readonly formData?: Readonly<Record<string, unknown>>;
  readonly schema?: { readonly properties?: object };
  readonly uiSchema?: object;
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

/** The answers that say which item it is, where nobody may change them. */
function fixedOf({ formData = {}, schema, uiSchema }: ItemProps): string {
  const ui = asNode(uiSchema);
  return Object.entries(asNode(schema?.properties)).flatMap(([name, property]) => (isFixed(ui[name]) && formData[name] !== undefined ? [choiceLabel(asNode(property), asNode(ui[name]), formData[name])] : [])).join(' · ');
}

/** The first two short texts of an item: mostly a name and a post. */
function nameOf({ formData = {}, schema }: ItemProps): string {
  const texts = Object.keys(schema?.properties ?? {}).map((name) => formData[name]).filter((value): value is string => typeof value === 'string' && value !== '' && value.length <= 40);
  return texts.slice(0, 2).join(' · ');
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
