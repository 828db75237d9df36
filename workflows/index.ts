export { runProcess } from './run-process';
export { startOnSchedule } from './start-on-schedule';
