export function TaskListPage() { return null; }
