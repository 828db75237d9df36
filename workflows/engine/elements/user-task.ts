import { openTask } from '../open-task';
import type { UserTask } from '../plan';
import { planReminders } from '../reminders';
import type { ElementBehaviour } from './behaviour';

/** A user task opens its form, plans its reminders, and waits for an answer. */
export const userTask: ElementBehaviour<UserTask> = {
  enter(element, token, run, variables) {
    const task = openTask(run, element, variables, token.locals);
    run.tasks.put(task.id, { task, tokenId: token.id });
    run.emit({ kind: 'open-task', task });
    planReminders(run, element, task);
  },
};
