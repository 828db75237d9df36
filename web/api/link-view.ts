import { namesIn } from '../../feel';
import type { Value, Variables } from '../../feel/types';
import type { FormDocument, FormRule } from '../../forms/document';
import { quotedIn } from '../../forms/fill-text';
import type { LinkView } from './contract';
import { firstAnswers } from './draft-views';
import { isByLink } from './by-link';
import type { UsableLink } from './link-access';
import { linkPapers } from './link-papers';
import { latestDefinition } from './process-access';
import { forbidden } from './refusal';
import type { Services } from './services';
import { startContext } from './starting';
import { fileRef } from './submission-views';
import { calendarOf, taskContext } from './task-context';

/** What a link's form knows: its version, and everything its rules and defaults may look at. */
export interface LinkForm {
  readonly hash: string;
  readonly document: FormDocument;
  readonly context: Variables;
  readonly name: LinkView['name'];
}

/** The form that a link is for: the task's, or the start form of the process as it is now. */
export async function linkForm(services: Services, { link, task }: UsableLink): Promise<LinkForm> {
  const { store, forms } = services;
  if (task !== undefined) {
    const hash = task.formHash;
    if (hash === undefined) throw new Error(`Task "${task._id}" has no form`);
    const document = await forms.document(hash);
    return { hash, document, context: await taskContext(services, task, await store.instances.byId(task.instanceId), document), name: task.name };
  }
  const { plan } = await latestDefinition(services, link.processId);
  const hash = plan.startForm === undefined ? undefined : plan.forms[plan.startForm];
  const branch = await store.branches.byId(link.branchId);
  if (hash === undefined || branch === undefined || !isByLink(plan)) throw forbidden({ zh: '这张表单不再通过链接填写。', en: 'This form is no longer filled in by a link.' });
  return { hash, document: await forms.document(hash), context: startContext(branch), name: plan.name };
}

/** All that a link shows: its form, what that form's author wanted beside it, and nothing else of the case. */
export async function linkView(services: Services, usable: UsableLink, token: string): Promise<LinkView> {
  const { store, config, now } = services;
  const { link, task } = usable;
  const { hash, document, context, name } = await linkForm(services, usable);
  const branch = await store.branches.byId(link.branchId);
  const root = await store.branches.byId(branch?.ancestors[0] ?? link.branchId);
  const shown = shownOf(document, context);
  const papers = await linkPapers(services, usable);
  return {
    district: root?.name ?? '',
    ...(branch === undefined || branch._id === root?._id ? {} : { branch: branch.name }),
    name,
    expiresAt: link.expiresAt.toISOString(),
    ...(task?.due === undefined ? {} : { due: task.due.toISOString() }),
    form: { id: document.id, hash, document: bare(document, shown), validatorUrl: `/api/f/${token}/validator.js` },
    context: shown,
    // An author's defaults are meant to be seen; what earlier steps answered is not copied to somebody outside.
    ...(papers.length === 0 ? {} : { papers: papers.map(fileRef) }),
    answers: firstAnswers({ ...document, prefill: {} }, { context, now: now().toISOString(), zone: config.zone, calendar: calendarOf(undefined), side: 'server' }, []),
  };
}

/** Context values that have a title or that a text quotes, when they are plain: an object may hold more than its author thought of. */
function shownOf(document: FormDocument, context: Variables): Variables {
  const entries = [...new Set([...Object.keys(document.needTitles ?? {}), ...quotedIn(document)])].flatMap((name): [string, Value][] => {
    const value = Object.hasOwn(context, name) ? context[name] : undefined;
    return isPlain(value) ? [[name, value as Value]] : [];
  });
  return Object.fromEntries(entries);
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return value !== undefined && typeof value !== 'object';
}

/** The document without what only the server needs, and without rules about what is not shown: those are checked when it is handed in. */
function bare({ defaults: _defaults, prefill: _prefill, rules = [], ...document }: FormDocument, shown: Variables): FormDocument {
  return { ...document, examples: [], rules: rules.filter((rule) => rule.server !== true && contextNames(rule).every((name) => Object.hasOwn(shown, name))) };
}

function contextNames({ must, when = 'true' }: FormRule): string[] {
  return [must, when].flatMap((expression) => namesIn(expression)).flatMap((name) => {
    const [root, needed] = name.split('.');
    return root === 'context' ? [needed ?? ''] : [];
  });
}
