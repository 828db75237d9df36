import { Button } from 'antd';
import type { TaskDetail } from '../../../api/contract';
import { localize } from '../../../../forms/localize';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { useTitle } from '../../components/language/use-title';
import { Dialog } from '../../components/layout/dialog';
import { asNode, choiceLabel, isEmpty, rowsOf, type Row } from '../../components/submission/shape';
import type { Answers } from '../../components/form/answers';
import { texts } from './texts';

interface Props {
  readonly task: TaskDetail;
  readonly answers: Answers;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** The last look before a task is handed in: what was chosen, and what happens then. */
export function ConfirmCompletion({ task, answers, onCancel, onConfirm }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const titleOf = useTitle();
  const { locale } = useLanguage();
  const document = task.form === undefined ? undefined : localize(task.form.document, locale);
  const choices = document === undefined ? [] : rowsOf(document.schema, asNode(document.uiSchema)).filter((row) => isChoice(row) && !isEmpty(answers[row.name]));
  return (
    <Dialog title={say.confirmTitle} onClose={onCancel} foot={<><Button onClick={onCancel}>{say.backToForm}</Button><Button type="primary" onClick={onConfirm} autoFocus>{say.confirm}</Button></>}>
      <p>{say.confirmBody(local(task.name), titleOf(task))}</p>
      {choices.length === 0 ? null : (
        <>
          <h3>{say.confirmAnswers}</h3>
          <dl className="confirm-facts">
            {choices.map((row) => <div key={row.name}><dt>{row.title}</dt><dd>{choiceLabel(row.schema, row.ui, answers[row.name])}</dd></div>)}
          </dl>
        </>
      )}
      <p className="quiet">{say.confirmAfter}</p>
    </Dialog>
  );
}

function isChoice({ schema }: Row): boolean {
  return Array.isArray(schema['enum']) || (Array.isArray(schema['oneOf']) && schema['type'] !== 'object');
}
