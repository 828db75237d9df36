import { ariaDescribedByIds, type RJSFSchema, type WidgetProps } from '@rjsf/utils';
import { BranchSelect } from '../../branches/branch-select';
import { PersonSelect } from '../../people/person-select';
import { RecordSelect } from '../../records/record-select';
import type { Answers } from '../answers';
import type { FormContext } from '../form-context';

type Props = WidgetProps<Answers, RJSFSchema, FormContext>;

/** `x-person`: a person of the directory. */
export function PersonWidget({ id, value, schema, disabled, readonly, onChange, onBlur }: Props) {
  const asked: unknown = schema['x-person'];
  const role = typeof asked === 'object' && asked !== null && 'role' in asked && typeof asked.role === 'string' ? asked.role : undefined;
  return <PersonSelect id={id} value={typeof value === 'string' ? value : undefined} onChange={onChange} onBlur={() => onBlur(id, value)} role={role} disabled={disabled === true || readonly === true} describedBy={ariaDescribedByIds(id)} />;
}

/** `x-branch`: a branch of the org tree. */
export function BranchWidget({ id, value, disabled, readonly, onChange, onBlur }: Props) {
  return <BranchSelect id={id} value={typeof value === 'string' ? value : undefined} onChange={onChange} onBlur={() => onBlur(id, value)} disabled={disabled === true || readonly === true} describedBy={ariaDescribedByIds(id)} />;
}

/** `x-record`: a record of a registry. */
export function RecordWidget({ id, value, schema, disabled, readonly, onChange, onBlur }: Props) {
  const asked: unknown = schema['x-record'];
  const registry = typeof asked === 'object' && asked !== null && 'registry' in asked ? String(asked.registry) : '';
  return <RecordSelect id={id} registry={registry} value={typeof value === 'string' ? value : undefined} onChange={onChange} onBlur={() => onBlur(id, value)} disabled={disabled === true || readonly === true} describedBy={ariaDescribedByIds(id)} />;
}
