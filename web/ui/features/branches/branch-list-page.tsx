export function BranchListPage() { return null; }
