/** `npm run bench:quarter`: a whole quarter's inspection of the sample district's branches through the shipped portal, to its published report; writes its part of docs/performance.md. Fails when anything is lost on the way. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { districtDay } from '../../activities/store/district-day';
import { SAMPLE_DISTRICT_ID } from '../../activities/store/sample/branches';
import { inspectedQuarter } from '../../activities/store/sample/quarter';
import { sideBySide } from '../../activities/store/sample/side-by-side';
import { SAMPLE_PASSWORD } from '../../activities/store/sample-district';
import { startPortal } from '../../cli/start-portal';
import { writePart } from '../write-part';
import { historyOf, Memory } from './measures';
import { QuarterPlayer } from './play-quarter';
import { PLOT } from './plot';
import { mustBeWhole } from './outcome';
import { quarterReport } from './report';

const ANY_PORT = 0;
const MATRIX_TIMES = 20;

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'boai-quarter-'));
  // Everybody of the district calls from one address and in a few minutes.
  process.env['REQUESTS_PER_MINUTE'] ??= '1000000';
  for (const name of ['TEMPORAL_ADDRESS', 'MONGODB_URI']) delete process.env[name];
  const portal = await startPortal({ dataDir, production: false, playsSample: false, ports: { web: ANY_PORT, temporal: ANY_PORT, mongodb: ANY_PORT, workerHealth: ANY_PORT, workerMetrics: ANY_PORT }, log: console.log });
  try {
    const today = districtDay(new Date());
    const district = new QuarterPlayer({ origin: portal.address, password: SAMPLE_PASSWORD }, SAMPLE_DISTRICT_ID, today);
    await district.meet();
    const memory = new Memory(`${portal.address}/metrics`);
    const marks = [performance.now()];
    const mark = (): number => marks.push(performance.now());
    const cycleId = await district.begin(inspectedQuarter(today).name);
    await district.direct('cycle-approve');
    mark();
    const { rows } = await district.started(cycleId);
    mark();
    await sideBySide(rows, async ({ branch }) => {
      await district.finish(branch.id, ['branch-inspection']);
      await memory.look();
      return true;
    });
    mark();
    const matrixMs = await matrixTimes(district, cycleId);
    await district.direct('report-approve');
    await district.ended(cycleId);
    mark();
    await sideBySide(PLOT, async ({ branchId }) => {
      await district.finish(branchId);
      return true;
    });
    mark();
    const outcome = await district.outcome(cycleId);
    mustBeWhole(outcome, rows.length);
    const history = await historyOf(portal.temporalAddress, cycleId);
    await writePart('quarter', quarterReport({ branches: rows.length, marks, stepsMs: district.stepsMs, matrixMs, memoryBytes: memory.most, history, outcome }));
  } finally {
    await portal.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function matrixTimes(district: QuarterPlayer, cycleId: string): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < MATRIX_TIMES; time += 1) {
    const begin = performance.now();
    await district.campaign(cycleId);
    took.push(performance.now() - begin);
  }
  return took;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
