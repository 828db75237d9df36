import { lazy, type ComponentType } from 'react';
import { Link, Route, Routes } from 'react-router';
import { useTexts } from '../components/language/language';
import { Page } from '../components/layout/page';
import { texts } from './navigation';

function page<Module, Name extends keyof Module>(load: () => Promise<Module>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }));
}

const HomePage = page(() => import('../features/home/home-page'), 'HomePage');
const TaskListPage = page(() => import('../features/tasks/task-list-page'), 'TaskListPage');
const TaskPage = page(() => import('../features/task/task-page'), 'TaskPage');
const StartListPage = page(() => import('../features/start/start-list-page'), 'StartListPage');
const StartPage = page(() => import('../features/start/start-page'), 'StartPage');
const InstanceListPage = page(() => import('../features/instances/instance-list-page'), 'InstanceListPage');
const InstancePage = page(() => import('../features/instance/instance-page'), 'InstancePage');
const BranchListPage = page(() => import('../features/branches/branch-list-page'), 'BranchListPage');
const BranchPage = page(() => import('../features/branches/branch-page'), 'BranchPage');
const RegistryListPage = page(() => import('../features/registries/registry-list-page'), 'RegistryListPage');
const RegistryPage = page(() => import('../features/registries/registry-page'), 'RegistryPage');
const RecordPage = page(() => import('../features/record/record-page'), 'RecordPage');
const NewRecordPage = page(() => import('../features/record/record-form-page'), 'NewRecordPage');
const EditRecordPage = page(() => import('../features/record/record-form-page'), 'EditRecordPage');
const ImportStartPage = page(() => import('../features/imports/import-start-page'), 'ImportStartPage');
const ImportPage = page(() => import('../features/imports/import-page'), 'ImportPage');
const SupervisionPage = page(() => import('../features/supervision/supervision-page'), 'SupervisionPage');
const CampaignListPage = page(() => import('../features/campaign/campaign-list-page'), 'CampaignListPage');
const CampaignPage = page(() => import('../features/campaign/campaign-page'), 'CampaignPage');
const MetricsPage = page(() => import('../features/metrics/metrics-page'), 'MetricsPage');
const IndicatorListPage = page(() => import('../features/indicators/indicator-list-page'), 'IndicatorListPage');
const IndicatorPage = page(() => import('../features/indicators/indicator-page'), 'IndicatorPage');
const PeoplePage = page(() => import('../features/people/people-page'), 'PeoplePage');
const ChannelsPage = page(() => import('../features/channels/channels-page'), 'ChannelsPage');
const NotificationsPage = page(() => import('../features/notifications/notifications-page'), 'NotificationsPage');
const ReachingPage = page(() => import('../features/reaching/reaching-page'), 'ReachingPage');
const AccountPage = page(() => import('../features/sign-in/account-page'), 'AccountPage');

/** Which page stands at which address; each is loaded when it is first visited. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<HomePage />} />
      <Route path="/tasks" element={<TaskListPage />} />
      <Route path="/tasks/:id" element={<TaskPage />} />
      <Route path="/start" element={<StartListPage />} />
      <Route path="/start/:process" element={<StartPage />} />
      <Route path="/instances" element={<InstanceListPage />} />
      <Route path="/instances/:id" element={<InstancePage />} />
      <Route path="/branches" element={<BranchListPage />} />
      <Route path="/branches/:id" element={<BranchPage />} />
      <Route path="/registries" element={<RegistryListPage />} />
      <Route path="/registries/:registry" element={<RegistryPage />} />
      <Route path="/registries/:registry/new" element={<NewRecordPage />} />
      <Route path="/registries/:registry/import" element={<ImportStartPage />} />
      <Route path="/registries/:registry/import/:import" element={<ImportPage />} />
      <Route path="/registries/:registry/records/:record" element={<RecordPage />} />
      <Route path="/registries/:registry/records/:record/edit" element={<EditRecordPage />} />
      <Route path="/supervision" element={<SupervisionPage />} />
      <Route path="/campaigns" element={<CampaignListPage />} />
      <Route path="/campaigns/:id" element={<CampaignPage />} />
      <Route path="/metrics/:mission" element={<MetricsPage />} />
      <Route path="/indicators" element={<IndicatorListPage />} />
      <Route path="/indicators/:id" element={<IndicatorPage />} />
      <Route path="/people" element={<PeoplePage />} />
      <Route path="/channels" element={<ChannelsPage />} />
      <Route path="/notifications" element={<NotificationsPage />} />
      <Route path="/account" element={<AccountPage />} />
      <Route path="/account/notifications" element={<ReachingPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

function NotFound() {
  const say = useTexts(texts);
  return <Page title={say.notFound}><p>{say.notFoundBody}</p><p><Link to="/">{say.toHome}</Link></p></Page>;
}
