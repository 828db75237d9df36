import type { FormDocument } from '../../../../forms/document';
import { asNode, choiceLabel } from '../submission/shape';
import { bilingual, useTexts } from '../language/language';
import type { Answers } from './answers';

const texts = bilingual({ legend: (field: string) => `${field}（点一下即提交）` }, { legend: (field: string) => `${field} (one tap hands it in)` });

interface Props {
  readonly document: FormDocument;
  readonly answers: Answers;
  readonly disabled: boolean;
  /** The answers with the choice in them. */
  readonly onChoose: (answers: Answers) => void;
}

/** `ui:quick`: the usual outcomes as big buttons above the form. */
export function QuickChoices({ document, answers, disabled, onChoose }: Props) {
  const say = useTexts(texts);
  const ui = asNode(document.uiSchema);
  const { field, values } = asNode(ui['ui:quick']);
  if (typeof field !== 'string' || !Array.isArray(values)) return null;
  const schema = asNode(asNode(document.schema['properties'])[field]);
  const title = asNode(ui[field])['ui:title'] ?? schema['title'];
  return (
    <fieldset className="quick">
      <legend>{say.legend(typeof title === 'string' ? title : field)}</legend>
      {values.map((value: unknown) => (
        <button key={String(value)} type="button" className="quick-choice" disabled={disabled} aria-pressed={answers[field] === value} onClick={() => onChoose({ ...answers, [field]: value })}>{choiceLabel(schema, asNode(ui[field]), value)}</button>
      ))}
    </fieldset>
  );
}
