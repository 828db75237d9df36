/**
 * Plays the stories on the engines that TEMPORAL_ADDRESS and MONGODB_URI name and keeps their histories:
 * `node --import tsx test/histories/record.ts`. Those of a released generation are never recorded again.
 */
import { SEMANTICS } from '../../workflows/engine/semantics';
import { startTestEngine, type TestEngine } from '../support/temporal';
import { stories } from '../workflows/support/stories';
import { historyFile, saveHistory } from './history-file';

async function record(): Promise<void> {
  const engine = await startTestEngine();
  for (const { name, live } of stories) {
    const { id } = await live(engine);
    const runs = await runsOf(engine, id);
    for (const [index, runId] of runs.entries()) {
      const history = await engine.client.workflow.getHandle(id, runId).fetchHistory();
      await saveHistory(historyFile(__dirname, SEMANTICS, name, index + 1), history);
      process.stdout.write(`${name}, run ${index + 1}: ${history.events?.length ?? 0} events\n`);
    }
  }
  await engine.close();
}

/** The runs of an instance, the first one first. */
async function runsOf({ client }: TestEngine, id: string): Promise<string[]> {
  // Visibility follows a little later.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const runs: { readonly runId: string; readonly startTime: Date }[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = "${id}"` })) runs.push(run);
  return runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).map(({ runId }) => runId);
}

void record();
