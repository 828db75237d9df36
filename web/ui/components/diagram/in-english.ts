/** A BPMN file whose elements bear their English names (`boai:en`) where the author gave one. */
export function inEnglish(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.querySelector('parsererror') !== null) return xml;
  for (const property of document.querySelectorAll('property[name="boai:en"], *|property[name="boai:en"]')) {
    // property → properties → extensionElements → the element
    const element = property.parentElement?.parentElement?.parentElement;
    const name = property.getAttribute('value');
    if (element !== null && element !== undefined && name !== null) element.setAttribute('name', name);
  }
  return new XMLSerializer().serializeToString(document);
}
