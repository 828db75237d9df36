import SelectWidget from '@rjsf/antd/lib/widgets/SelectWidget/index.js';
import TextareaWidget from '@rjsf/antd/lib/widgets/TextareaWidget/index.js';
import type { ThemeProps } from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import type { Answers } from './answers';
import type { FormContext } from './form-context';
import { ArrayItemTemplate } from './templates/array-item-template';
import { ArrayTemplate } from './templates/array-template';
import { FieldTemplate } from './templates/field-template';
import { ObjectTemplate } from './templates/object-template';
import { CheckboxesWidget, CheckboxWidget, RadioWidget } from './widgets/choice-widgets';
import { ConsentWidget } from './widgets/consent-widget';
import { DateTimeWidget, DateWidget } from './widgets/date-widget';
import { FileWidget } from './widgets/file-widget';
import { BranchWidget, PersonWidget, RecordWidget } from './widgets/picker-widgets';
import { SignatureWidget } from './widgets/signature-widget';
import { TextWidget } from './widgets/text-widget';

/**
 * The theme of our forms. Of `@rjsf/antd` only the widgets that we use are taken: its index brings a date picker,
 * a slider and a form library that nobody here needs, 60 KB of them.
 */
export const formTheme: ThemeProps<Answers, RJSFSchema, FormContext> = {
  templates: { FieldTemplate, ObjectFieldTemplate: ObjectTemplate, ArrayFieldTemplate: ArrayTemplate, ArrayFieldItemTemplate: ArrayItemTemplate, BaseInputTemplate: TextWidget },
  widgets: {
    SelectWidget, TextareaWidget, RadioWidget, CheckboxesWidget, CheckboxWidget, DateWidget, DateTimeWidget,
    file: FileWidget, consent: ConsentWidget, signature: SignatureWidget, person: PersonWidget, record: RecordWidget, branch: BranchWidget, date: DateWidget, 'date-time': DateTimeWidget,
  },
};
