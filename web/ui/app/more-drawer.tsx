import { NavLink } from 'react-router';
import { useTexts } from '../components/language/language';
import { Dialog } from '../components/layout/dialog';
import { Icon } from '../components/layout/icon';
import { texts, type entriesFor } from './navigation';

/** The places that do not fit at the bottom of a phone. */
export function MoreDrawer({ entries, onClose }: { readonly entries: ReturnType<typeof entriesFor>; readonly onClose: () => void }) {
  const say = useTexts(texts);
  return (
    <Dialog title={say.moreTitle} onClose={onClose} aside>
      <ul className="more-links">
        {entries.map(({ place, path, icon }) => <li key={place}><NavLink to={path} className="side-link" onClick={onClose}><Icon name={icon} size={20} />{say[place]}</NavLink></li>)}
        <li><NavLink to="/notifications" className="side-link" onClick={onClose}><Icon name="bell" size={20} />{say.notifications}</NavLink></li>
        <li><NavLink to="/account" className="side-link" onClick={onClose}><Icon name="person" size={20} />{say.account}</NavLink></li>
      </ul>
    </Dialog>
  );
}
