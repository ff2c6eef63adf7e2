/** Where a card stands: below its badge, start-aligned; flips; stays 8 px from the edges (DESIGN section 6). Pure. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
}

const edge = 8;
const gap = 4;

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

export function placeCard(
  anchor: Box,
  card: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  rtl: boolean,
): Spot {
  const start = rtl ? anchor.right - card.width : anchor.left;
  const below = anchor.bottom + gap;
  const above = anchor.top - gap - card.height;
  const fitsBelow = below + card.height <= view.height - edge;
  const top = fitsBelow || above < edge ? below : above;
  return {
    left: within(start, edge, Math.max(edge, view.width - edge - card.width)),
    top: within(top, edge, Math.max(edge, view.height - edge - card.height)),
  };
}
