import { Link } from 'react-router';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { Section } from '../../components/layout/section';
import { useProcesses } from '../../components/processes/use-processes';
import { texts } from './texts';

/** The processes that I may start, one click away. */
export function StartLinks() {
  const say = useTexts(texts);
  const local = useSay();
  const mine = (useProcesses().data ?? []).filter(({ mayStart }) => mayStart);
  if (mine.length === 0) return null;
  return (
    <Section title={say.start}>
      <ul className="start-links">
        {mine.map((process) => <li key={process.id}><Link to={`/start/${process.id}`}>{local(process.name)}<Icon name="right" size={16} /></Link></li>)}
      </ul>
    </Section>
  );
}
