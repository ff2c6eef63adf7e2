/** The list of packages that goes beside a release, from what `npm sbom` prints. */

interface Printed {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly component: object };
}

/** A number by chance, the time of day and the folder's name say nothing about what is in it, and would make each build another one. */
export function lastingBill(printed: string, name: string): string {
  const { serialNumber, metadata, ...list } = JSON.parse(printed) as Printed;
  const { timestamp, component, ...about } = metadata;
  return `${JSON.stringify({ ...list, metadata: { ...about, component: { ...component, name } } }, null, 2)}\n`;
}
