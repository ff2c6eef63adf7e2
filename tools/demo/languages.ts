/** Which languages the visitor reads: the browser's, or the one that the address names (`?lang=de`), in the page and in its shells. */
export function languages(): string[] {
  const asked = new URLSearchParams(location.search).get('lang');
  return asked === null ? [...navigator.languages] : [asked];
}
