/** Opened tasks with their due dates, from the first to the last. */
export function openedTasks(lines: readonly string[]): string[] {
  return lines.flatMap((line) => / open (.+)$/.exec(line)?.[1] ?? []);
}

/** Opened tasks without their due dates. */
export function openedSteps(lines: readonly string[]): string[] {
  return openedTasks(lines).map((line) => line.split(' ')[0] ?? '');
}
