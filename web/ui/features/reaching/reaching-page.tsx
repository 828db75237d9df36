import { Link } from 'react-router';
import { Absences } from '../../components/absences/absences';
import { useSession } from '../../components/api/session';
import { useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { CalendarSection } from './calendar-section';
import { SettingsSection } from './settings-section';
import { texts } from './texts';
import './reaching.css';

/** How I am reached, my calendar, and who does my tasks while I am away. */
export function ReachingPage() {
  const say = useTexts(texts);
  const { person } = useSession();
  return (
    <Page title={say.title} above={<Link to="/account">{say.back}</Link>}>
      <SettingsSection />
      <Section title={say.absence}><Absences personId={person.id} me /></Section>
      <CalendarSection />
    </Page>
  );
}
