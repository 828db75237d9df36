import type { Variables } from '../../../feel/types';
import type { OpenedTask } from '../../../workflows/engine/commands';
import { tell, type Story, type Told } from './story';
import { branchOf, CONSCIENTIOUS, type Ledger } from './supervision-district';

/** A quarter's inspection of the sample branches, whose people answer as the conscientious do unless the story says otherwise. */
export const quarter = (ledger: Ledger, start: string, story: Partial<Story> = {}): Promise<Told> =>
  tell({ process: 'supervision-cycle', start, startEvent: 'each-quarter', startAnswers: { quarter: null }, until: '2028-06-30', maxSteps: 6_000, jobs: ledger.answer, ...story, answers: { ...CONSCIENTIOUS, ...story.answers } });
export const is = (branch: string, elementId: string, task: OpenedTask): boolean => branchOf(task) === branch && task.elementId === elementId;
export const told = (lines: readonly string[], ...texts: readonly string[]): string[] => lines.filter((line) => texts.every((text) => line.includes(text)));
export const usual = (elementId: string, task: OpenedTask): Variables => {
  const answer = CONSCIENTIOUS[elementId];
  return typeof answer === 'function' ? (answer(task, 0) as Variables) : {};
};
export const rows = (task: OpenedTask, name: string) => task.inputs[name] as readonly Variables[];
