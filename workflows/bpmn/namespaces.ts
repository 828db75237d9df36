/** The namespaces that a file declares: URI by prefix, the empty prefix for the default one. */
export function namespacesIn(xml: string): ReadonlyMap<string, string> {
  const declarations = xml.matchAll(/\sxmlns(?::([\w-]+))?\s*=\s*["']([^"']*)["']/g);
  return new Map([...declarations].map(([, prefix = '', uri = '']) => [prefix, uri]));
}

/** The namespaces of which a prefixed element or attribute is really used, not only declared. */
export function namespacesUsedIn(xml: string): ReadonlySet<string> {
  const declared = namespacesIn(xml);
  const used = new Set<string>();
  for (const [, prefix = ''] of xml.matchAll(/[<\s]([\w-]+):[\w-]/g)) {
    const uri = declared.get(prefix);
    if (uri !== undefined) used.add(uri);
  }
  return used;
}
