import type { ArrayFieldItemTemplateProps, RJSFSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { isValidElement, useState, type ReactNode } from 'react';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';
import { fitsTable } from './is-wide';

type Props = ArrayFieldItemTemplateProps<Answers, RJSFSchema, FormContext>;

/** From this many fields on, an item is folded away behind its first answers while others are filled in. */
const MANY_FIELDS = 5;

/** One item of a repeatable group, with buttons to move and remove it. */
export function ArrayItemTemplate(props: Props) {
  const { children, index, totalItems } = props;
  const say = useTexts(texts);
  const item = isValidElement<ItemProps>(children) ? children.props : {};
  const [isNew] = useState(() => totalItems <= 2 || Object.values(item.formData ?? {}).every((value) => value === undefined));
  const folds = Object.keys(item.schema?.properties ?? {}).length > MANY_FIELDS && !fitsTable(item.schema, item.uiSchema);
  const isWrong = Object.keys(item.errorSchema ?? {}).length > 0;
  return (
    <section className={isWrong ? 'row row-wrong' : 'row'} aria-label={say.item(index + 1)}>
      {folds ? (
        <details className="row-content row-fold" open={isNew}>
          <summary>{say.item(index + 1)}<b>{nameOf(item)}</b></summary>
          {children}
        </details>
      ) : (
        <>
          <div className="row-title" aria-hidden="true">{say.item(index + 1)}</div>
          <div className="row-content">{children}</div>
        </>
      )}
      <Tools {...props} />
    </section>
  );
}

interface ItemProps {
  readonly formData?: Readonly<Record<string, unknown>>;
  readonly schema?: { readonly properties?: object };
  readonly uiSchema?: object;
  readonly errorSchema?: object;
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
