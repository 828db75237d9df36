export { deliverNotices } from './deliver-notices';
export { runProcess } from './run-process';
export { startOnSchedule } from './start-on-schedule';
