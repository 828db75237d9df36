import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileAll } from '../workflows/bpmn';
import type { Plan } from '../workflows/engine/plan';

/** The processes that a plan calls, and those that they call, as far as they lie in these folders and compile. */
export async function calledPlans(plan: Plan, folders: readonly string[]): Promise<Readonly<Record<string, Plan>>> {
  const found: Record<string, Plan> = {};
  const wanted = calledIds(plan);
  if (wanted.length === 0) return found;
  const texts = folders.flatMap(bpmnTextsIn);
  for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
    if (Object.hasOwn(found, id)) continue;
    const called = await compiled(id, texts);
    if (!called) continue;
    found[id] = called;
    wanted.push(...calledIds(called));
  }
  return found;
}

function calledIds(plan: Plan): string[] {
  return Object.values(plan.elements).flatMap((element) => (element.kind === 'callActivity' && element.process.kind === 'fixed' ? [element.process.value] : []));
}

async function compiled(id: string, texts: readonly string[]): Promise<Plan | undefined> {
  for (const text of texts.filter((candidate) => candidate.includes(`id="${id}"`))) {
    try {
      const plan = (await compileAll(text)).find((one) => one.plan.id === id)?.plan;
      if (plan) return plan;
    } catch {
      // Another file may hold it; `boai check` tells what is wrong with this one.
    }
  }
  return undefined;
}

function bpmnTextsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.bpmn')).map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    return [];
  }
}
