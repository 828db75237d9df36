import type { ArrayFieldItemTemplateProps, RJSFSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { useTexts } from '../../language/language';
import { Icon } from '../../layout/icon';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';
import { texts } from '../texts';

/** One item of a repeatable group, with buttons to move and remove it. */
export function ArrayItemTemplate({ children, buttonsProps, hasToolbar, index }: ArrayFieldItemTemplateProps<Answers, RJSFSchema, FormContext>) {
  const say = useTexts(texts);
  const { hasMoveUp, hasMoveDown, hasRemove, disabled, readonly, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  const off = disabled === true || readonly === true;
  return (
    <section className="row" aria-label={say.item(index + 1)}>
      <div className="row-title" aria-hidden="true">{say.item(index + 1)}</div>
      <div className="row-content">{children}</div>
      {hasToolbar && !off ? (
        <div className="row-tools">
          {hasMoveUp || hasMoveDown ? (
            <>
              <Button type="text" size="small" disabled={!hasMoveUp} onClick={onMoveUpItem} aria-label={say.up(index + 1)} icon={<Icon name="up" />} />
              <Button type="text" size="small" disabled={!hasMoveDown} onClick={onMoveDownItem} aria-label={say.down(index + 1)} icon={<Icon name="down" />} />
            </>
          ) : null}
          {hasRemove ? <Button type="text" size="small" onClick={onRemoveItem} aria-label={say.remove(index + 1)} icon={<Icon name="trash" />} /> : null}
        </div>
      ) : null}
    </section>
  );
}
