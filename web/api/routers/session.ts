import { Type } from '@sinclair/typebox';
import { districtName } from '../../../activities/store/district-name';
import { hashPassword, passwordProblem } from '../../../activities/store/passwords';
import type { PersonDocument } from '../../../activities/store/documents';
import { isBranchRole } from '../../../activities/store/posts';
import { SAMPLE_PASSWORD } from '../../../activities/store/sample-district';
import type { Session, SignInOptions } from '../contract';
import { Names, roleName } from '../names';
import { closed, parse } from '../parse';
import { Refusal } from '../refusal';
import { visibleRegistries } from '../registry-access';
import { anyone, Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';
import { beginSession, cookieName, endSession } from '../session-middleware';
import { SignIn } from '../sign-in';
import { viewerFor, type Viewer } from '../viewer';

const Credentials = closed({ login: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ minLength: 1, maxLength: 200 }) });
const NewPassword = closed({ current: Type.String({ minLength: 1, maxLength: 200 }), next: Type.String({ minLength: 1, maxLength: 1000 }) });
const Preferences = closed({ locale: Type.Union([Type.Literal('zh'), Type.Literal('en')]) });

const changing = { ...signedIn, whileChangingPassword: true } as const;

/** Signing in and out, and what is the person's own: password and language. */
export function sessionRoutes(services: Services): Routes {
  const signIn = new SignIn(services);
  return new Routes(services)
    .get('/session', changing, ({ viewer, request, ...call }) => sessionView(call, viewer, request.session.csrfToken ?? ''))

    .get('/session/options', anyone, signInOptions)

    .post('/session', anyone, async (call) => {
      const { login, password } = parse(Credentials, call.request.body);
      const person = await signIn.check(login, password, call.request.ip ?? '');
      await call.store.people.signedIn(person._id, call.at);
      return begin(call, person);
    })

    .delete('/session', changing, async ({ request, response, config }) => {
      await endSession(request);
      response.clearCookie(cookieName(config), { path: '/' });
    })

    .post('/session/password', changing, async (call) => {
      const { current, next } = parse(NewPassword, call.request.body);
      const { person } = call.viewer;
      await signIn.confirm(person, current);
      const problem = passwordProblem(next, person.login) ?? (next === current ? { zh: '新密码不能与当前密码相同。', en: 'The new password must differ from the current one.' } : undefined);
      if (problem) throw new Refusal('BadPassword', problem);
      const changed = await call.store.people.setPassword(person._id, await hashPassword(next), false, call.at);
      await call.store.sessions.endAllOf(person._id);
      await call.store.audit.add({ at: call.at, by: person._id, action: 'person.password-changed', subject: person._id, detail: {} });
      return begin(call, changed ?? person);
    })

    .patch('/session', changing, async ({ viewer, request, ...call }) => {
      const { locale } = parse(Preferences, request.body);
      const person = (await call.store.people.setLocale(viewer.id, locale)) ?? viewer.person;
      return sessionView(call, { ...viewer, person }, request.session.csrfToken ?? '');
    });
}

async function begin(call: Call, person: PersonDocument): Promise<Session> {
  const csrfToken = await beginSession(call.request, person._id, call.at);
  return sessionView(call, await viewerFor(person, call, call.at), csrfToken);
}

async function sessionView(services: Services, viewer: Viewer, csrfToken: string): Promise<Session> {
  const { person, posts } = viewer;
  const [names, district] = await Promise.all([Names.of(services, viewer.standIns.map(({ id }) => id), posts.map((post) => post.branchId)), districtName(services.store)]);
  return {
    person: { id: person._id, name: person.name, login: person.login, locale: person.locale },
    mustChangePassword: person.mustChangePassword,
    district,
    posts: posts.map(({ role, branchId }) => ({ role, roleName: roleName(role), branch: names.branch(branchId) })),
    may: await mayOf(services, viewer),
    csrfToken,
    sample: person.sample,
    standsInFor: viewer.standIns.map(({ id, until }) => ({ person: names.person(id), until })),
  };
}

/** One sample login for each role, the district's first; none in production, where they are refused. */
async function signInOptions({ store, config }: Call): Promise<SignInOptions> {
  const district = await districtName(store);
  if (config.production) return { district, sample: false, accounts: [] };
  const people = await store.people.find({ sample: true, disabled: false, mustChangePassword: false }, { sort: { createdAt: 1, _id: 1 } });
  const chosen = OFFERED.flatMap((role) => people.find((person) => person.posts[0]?.role === role && (!isBranchRole(role) || person.posts[0].branchId === OFFERED_BRANCH)) ?? people.find((person) => person.posts[0]?.role === role) ?? []);
  const names = await Names.of({ store }, [], chosen.flatMap((person) => person.posts.map((post) => post.branchId)));
  return {
    district,
    sample: chosen.length > 0,
    accounts: chosen.map(({ login, name, posts: [post] }) => ({ login, password: SAMPLE_PASSWORD, name, post: roleName(post?.role ?? ''), branch: names.branch(post?.branchId ?? '').name })),
  };
}

const OFFERED = ['branch_secretary', 'branch_president', 'district_org_officer', 'district_secgen', 'district_exec_vp', 'hsc_coordinator', 'inspection_lead', 'admin'];
/** The town whose people the guide and the demo name. */
const OFFERED_BRANCH = 'lianjing';

/** What the navigation shows. */
async function mayOf({ store }: Services, viewer: Viewer): Promise<string[]> {
  const definitions = await store.definitions.allLatest();
  const plans = await Promise.all(definitions.map(({ planHash }) => store.plans.byHash(planHash)));
  const starts = plans.some(({ starters }) => starters.some((role) => viewer.roles.includes(role)));
  const sees = viewer.branches === 'all' || viewer.branches.length > 0;
  const { ability } = viewer;
  const reads = (await visibleRegistries({ store, viewer })).length > 0;
  const places: readonly (readonly [string, boolean])[] = [
    ['tasks', true], ['start', starts], ['instances', true], ['branches', sees], ['registries', reads], ['supervision', ability.can('read', 'Campaign')], ['indicators', ability.can('read', 'Indicator')],
    ['people', ability.can('read', 'Person')], ['limits', ability.can('read', 'Limit')], ['channels', ability.can('manage', 'Channel')], ['remind', ability.can('remind', 'Task')], ['reassign', ability.can('reassign', 'Task')],
  ];
  return places.flatMap(([place, may]) => (may ? [place] : []));
}
