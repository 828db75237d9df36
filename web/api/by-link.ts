/** Whether the model lets somebody without an account fill in this task, or start this process, by a link. */
export function isByLink(element: { readonly properties: Readonly<Record<string, string>> } | undefined): boolean {
  return element?.properties['boai:byLink'] === 'true';
}
