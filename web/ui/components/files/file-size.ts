/** 1.5 MB */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  const mega = bytes / (1024 * 1024);
  return `${mega < 10 && !Number.isInteger(mega) ? mega.toFixed(1) : Math.round(mega)} MB`;
}

const NAMES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF', 'image/jpeg': 'JPG', 'image/png': 'PNG', 'image/webp': 'WebP', 'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word', 'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel', 'application/zip': 'ZIP', 'text/plain': 'TXT', 'text/csv': 'CSV',
};

const NAMES_BY_ENDING: Readonly<Record<string, string>> = { '.jpeg': 'JPG', '.doc': 'Word', '.docx': 'Word', '.xls': 'Excel', '.xlsx': 'Excel' };

/** What an accept entry (`application/pdf`, `.docx`, `image/*`) is called. */
export function formatType(accept: string): string {
  return NAMES[accept] ?? NAMES_BY_ENDING[accept.toLowerCase()] ?? accept.replace(/^\./, '').replace(/\/\*$/, '').toUpperCase();
}

/** Whether a file may be chosen where these types are accepted; an empty list accepts every file. */
export function isAccepted(file: { readonly name: string; readonly type: string }, accept: readonly string[]): boolean {
  if (accept.length === 0) return true;
  return accept.some((entry) => {
    if (entry.startsWith('.')) return file.name.toLowerCase().endsWith(entry.toLowerCase());
    return entry.endsWith('/*') ? file.type.startsWith(entry.slice(0, -1)) : file.type === entry;
  });
}
