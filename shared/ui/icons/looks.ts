/** What the statuses look like in either theme, ready to be filled into a badge's sheet: handed to host pages by the background. */
import type { StatusKind } from '../../core/model';
import { slugOf, toneOf } from '../tones';
import tonesCss from '../tones.css?inline';
import { type Drawing, statusDrawings } from './status';

/** How a drawing stands in its 24 by 24. */
export interface Stand {
  /** Its width in px. */
  readonly size: number;
  /** On a plate, whose edge is drawn with it. */
  readonly plated: boolean;
}

/** As pixels it is three times cheaper to paint: the browser lays a drawing out anew for each element that shows it. */
export type Rendering = 'pixels' | 'drawing';

export interface Look {
  readonly plate: string;
  readonly focus: string;
  /** What only one status has: its colours, and where in the image its drawing stands. */
  readonly css: Readonly<Record<StatusKind, string>>;
  /** All drawings side by side, each in its ink in the middle of 24 by 24, as a CSS image. */
  readonly image: (stand: Stand, as: Rendering) => string;
}

/** `--is-ok: light-dark(#1a7541, #6fcf94)`, or what a bundler makes of it. */
const pairs = [...tonesCss.matchAll(/--is-([\w-]+):[^;#]*(#\w+)[^;#]*(#\w+)/g)];

const wide = 24;
const kinds = Object.keys(statusDrawings) as StatusKind[];

type Inked = readonly (Drawing & { readonly ink: string })[];

/** Radius of the line at a plate's edge: half a pixel inside it. */
const edge = (size: number): number => size / 2 + 2.5;
const shade = 0.06;

function asDrawing(inked: Inked, { size, plated }: Stand): string {
  const ring = plated ? `<circle cx="12" cy="12" r="${edge(size)}" fill="none" stroke="#000" stroke-opacity="${shade}"/>` : '';
  const cells = inked.map(({ d, stroke, dash, ink }, n) => {
    const paint = stroke === 0 ? `fill="${ink}"` : `fill="none" stroke="${ink}" stroke-width="${stroke}"`;
    const ends = dash ? `stroke-dasharray="${dash}"` : 'stroke-linecap="round"';
    const at = `translate(${12 - size / 2} ${12 - size / 2}) scale(${size / 16})`;
    const path = `<path transform="${at}" fill-rule="evenodd" stroke-linejoin="round" ${paint} ${ends} d="${d}"/>`;
    return `<g transform="translate(${n * wide})">${ring}${path}</g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide * inked.length}" height="${wide}">${cells.join('')}</svg>`;
  return `url('data:image/svg+xml,${encodeURIComponent(svg)}')`;
}

function paint(inked: Inked, { size, plated }: Stand): string {
  // Twice the page's own at least: a page may be enlarged later.
  const fine = Math.max(2, Math.ceil(devicePixelRatio));
  const canvas = document.createElement('canvas');
  canvas.width = wide * inked.length * fine;
  canvas.height = wide * fine;
  // Painted by the processor: it is read at once, and only then.
  const pen = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  inked.forEach(({ d, stroke, dash = '', ink }, n) => {
    pen.setTransform(fine, 0, 0, fine, n * wide * fine, 0);
    if (plated) {
      pen.lineWidth = 1;
      pen.strokeStyle = `rgb(0 0 0 / ${shade})`;
      pen.setLineDash([]);
      pen.beginPath();
      pen.arc(12, 12, edge(size), 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.translate(12 - size / 2, 12 - size / 2);
    pen.scale(size / 16, size / 16);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = stroke;
    pen.lineJoin = 'round';
    pen.lineCap = dash === '' ? 'round' : 'butt';
    pen.setLineDash(dash === '' ? [] : dash.split(' ').map(Number));
    const path = new Path2D(d);
    if (stroke === 0) pen.fill(path, 'evenodd');
    else pen.stroke(path);
  });
  return `image-set(url('${canvas.toDataURL()}') ${fine}x)`;
}

function asPixels(inked: Inked, stand: Stand): string {
  try {
    return paint(inked, stand);
  } catch {
    // Somebody forbade this browser to read what was painted.
    return asDrawing(inked, stand);
  }
}

/** A face is the button, or a part of 16 by 16 in it. */
const rulesOf = (name: string, ink: string, soft: string, at: number): string =>
  `.${name}.face{background-position-x:${-at}px}.${name} .face{background-position-x:${-at - 4}px}` +
  `.${name}.face::before,.${name} .face::before{mask-position:${-at}px 0}` +
  `@media (forced-colors:none){.${name}{color:${ink}}.${name}:is(:hover,[aria-expanded="true"],.pill){background-color:${soft}}}`;

function lookOf(theme: 2 | 3): Look {
  const colour = (name: string): string => pairs.find(([, found]) => found === name)?.[theme] ?? '';
  const rules = (kind: StatusKind, n: number) => rulesOf(slugOf(kind), colour(toneOf(kind)), colour(`${toneOf(kind)}-soft`), n * wide);
  const inked = kinds.map((kind) => ({ ...statusDrawings[kind], ink: colour(toneOf(kind)) }));
  return {
    plate: colour('plate'),
    focus: colour('focus'),
    css: Object.fromEntries(kinds.map((kind, n) => [kind, rules(kind, n)])) as Look['css'],
    image: (stand, as) => (as === 'pixels' ? asPixels : asDrawing)(inked, stand),
  };
}

export const looks = { light: lookOf(2), dark: lookOf(3) };
