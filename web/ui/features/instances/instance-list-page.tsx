export function InstanceListPage() { return null; }
