import { Link } from 'react-router';
import type { TaskRecord } from '../../../api/registry-contract';
import { useSession } from '../../components/api/session';
import { useSay, useTexts } from '../../components/language/language';
import { RelatedRows } from '../../components/records/related-rows';
import { recordPath } from '../../components/records/use-registry';
import { texts } from './texts';

/** What is linked to the record of a task, such as earlier attempts to call; the newest first. */
export function RelatedRecords({ about }: { readonly about: TaskRecord }) {
  const say = useTexts(texts);
  const local = useSay();
  const { may } = useSession();
  return (
    <>
      {about.related.map(({ registry, fields, rows, total }) => (
        <section key={registry.id} aria-label={local(registry.title)}>
          <header className="related-title">
            <h3>{local(registry.title)} <span className="quiet">{total}</span></h3>
            {total > rows.length && may.includes('registries') ? <Link to={recordPath(about.registry.id, about.record.id)}>{say.allRelated}</Link> : null}
          </header>
          {rows.length === 0 ? <p className="quiet">{say.noRelated}</p> : <RelatedRows registry={registry.id} fields={fields} rows={rows} />}
        </section>
      ))}
    </>
  );
}
