export function StartListPage() { return null; }
