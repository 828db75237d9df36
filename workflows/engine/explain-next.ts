import { offsetText } from './offset-text';
import type { LocalText, Plan } from './plan';
import type { State, Timer, Token } from './state';

/** Something that will happen by itself. */
export interface NextStep {
  /** ISO instant. */
  readonly at: string;
  /** 暂按推算. */
  readonly assumed: boolean;
  readonly what: 'reminder' | 'escalation' | 'timer' | 'boundary' | 'event-subprocess';
  readonly text: LocalText;
}

/** What happens next by itself where the token waits: its own timers, and those of everything around it. */
export function nextSteps(plan: Plan, state: State, token: Token, wait: { readonly elementId: string; readonly taskId?: string }): readonly NextStep[] {
  const around = enclosing(state, token);
  return Object.values(state.timers)
    .filter((timer) => isRelevant(timer, wait, around, token))
    .map((timer) => ({ at: timer.due, assumed: timer.assumed, what: whatOf(timer), text: textOf(plan, timer) }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

interface Around {
  readonly tokens: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
}

function enclosing(state: State, token: Token): Around {
  const tokens = new Set<string>();
  const scopes = new Set<string>();
  for (let current: Token | undefined = token; current && !tokens.has(current.id); ) {
    tokens.add(current.id);
    scopes.add(current.scopeId);
    const owner: string | undefined = state.scopes[current.scopeId]?.ownerToken;
    current = owner === undefined ? undefined : state.tokens[owner];
  }
  return { tokens, scopes };
}

function isRelevant(timer: Timer, wait: { readonly elementId: string; readonly taskId?: string }, around: Around, token: Token): boolean {
  if (timer.taskId !== undefined) return timer.taskId === wait.taskId;
  if (timer.scopeId !== undefined) return around.scopes.has(timer.scopeId);
  if (timer.purpose === 'catch') return timer.tokenId === token.id && timer.elementId === wait.elementId;
  return timer.tokenId !== undefined && around.tokens.has(timer.tokenId);
}

function whatOf({ purpose }: Timer): NextStep['what'] {
  return purpose === 'catch' ? 'timer' : purpose;
}

function textOf(plan: Plan, timer: Timer): LocalText {
  const element = plan.elements[timer.elementId];
  const name = element?.name.zh ?? timer.elementId;
  const english = element?.name.en ?? name;
  switch (timer.purpose) {
    case 'reminder':
    case 'escalation': {
      const reminder = element?.kind === 'userTask' ? element.reminders[timer.reminder ?? 0] : undefined;
      const offset = reminder ? offsetText(reminder.offset) : { zh: '', en: '' };
      return timer.purpose === 'reminder'
        ? { zh: `发出提醒（${offset.zh}）`, en: `A reminder is sent (${offset.en})` }
        : { zh: `上报提醒（${offset.zh}）`, en: `It is escalated (${offset.en})` };
    }
    case 'catch':
      return { zh: '到时自动继续', en: 'It goes on by itself' };
    case 'boundary':
      return element?.kind === 'boundaryEvent' && element.interrupting
        ? { zh: `中止本步骤，转入“${name}”`, en: `This step is ended by "${english}"` }
        : { zh: `触发“${name}”，本步骤继续`, en: `"${english}" happens beside this step` };
    case 'event-subprocess':
      return { zh: `启动“${name}”`, en: `"${english}" starts` };
  }
}
