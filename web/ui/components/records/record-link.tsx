import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { bilingual, useTexts } from '../language/language';
import { loadHeading } from './load-heading';
import { recordPath } from './use-registry';

const texts = bilingual({ see: '查看记录' }, { see: 'See the record' });

/** The way to a record, under its name. */
export function RecordLink({ registry, id }: { readonly registry: string; readonly id: string }) {
  const say = useTexts(texts);
  const { data } = useQuery({ queryKey: ['record-heading', registry, id], queryFn: () => loadHeading(registry, id), staleTime: 300_000, retry: false });
  return <Link to={recordPath(registry, id)}>{data === undefined || data === '' ? say.see : data}</Link>;
}
