import { Link } from 'react-router';
import { Loaded } from '../../components/layout/waiting';
import { useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { Page } from '../../components/layout/page';
import { Empty } from '../../components/layout/section';
import { useProcesses } from '../../components/processes/use-processes';
import { texts } from './texts';
import './start.css';

/** The processes that I may start. */
export function StartListPage() {
  const say = useTexts(texts);
  const local = useSay();
  const processes = useProcesses();
  return (
    <Page title={say.title} below={say.lead}>
      <Loaded query={processes}>
        {(all) => {
          const mine = all.filter(({ mayStart }) => mayStart);
          if (mine.length === 0) return <div className="sheet"><Empty>{say.none}</Empty></div>;
          return (
            <ul className="processes">
              {mine.map((process) => (
                <li key={process.id} className="process">
                  <h2><Link to={`/start/${process.id}`}>{local(process.name)}</Link></h2>
                  {process.description === undefined ? null : <p className="quiet">{local(process.description)}</p>}
                  <p className="process-foot quiet"><span>{process.running > 0 ? say.running(process.running) : say.version(process.version)}</span><Icon name="right" /></p>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Page>
  );
}
