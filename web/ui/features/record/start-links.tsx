import { Link } from 'react-router';
import type { RecordDetail } from '../../../api/registry-contract';
import { segment, withQuery } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { useProcesses } from '../../components/processes/use-processes';
import { texts } from './texts';

/** The processes that ask for such a record when they start, with this one filled in. */
export function StartLinks({ registry, record }: { readonly registry: string; readonly record: RecordDetail }) {
  const say = useTexts(texts);
  const local = useSay();
  const processes = (useProcesses().data ?? []).filter(({ mayStart, about }) => mayStart && about?.registry === registry);
  return processes.map(({ id, name, about }) => (
    <Link key={id} className="button-link" to={withQuery(`/start/${segment(id)}`, { branch: record.branch?.id, [`with.${about?.field ?? ''}`]: record.id })}>{say.start}{local(name)}</Link>
  ));
}
