/** What the statuses look like in either theme, ready to be filled into a badge's sheet: data, which the background hands to host pages. */
import type { StatusKind } from '../../core/model';
import { slugOf, toneOf } from '../tones';
import tonesCss from '../tones.css?inline';
import { type Drawing, statusDrawings } from './status';

export interface Look {
  readonly plate: string;
  readonly focus: string;
  /** What only one status has: its colours, and where in the image its drawing stands. */
  readonly css: Readonly<Record<StatusKind, string>>;
  /** All drawings side by side, each in its ink in the middle of 24 by 24. */
  readonly svg: string;
  /** A plate's edge. */
  readonly ring: string;
}

/** `--is-ok: light-dark(#1a7541, #6fcf94)`, or what a bundler makes of it. */
const pairs = [...tonesCss.matchAll(/--is-([\w-]+):[^;#]*(#\w+)[^;#]*(#\w+)/g)];

const wide = 24;
const kinds = Object.keys(statusDrawings) as StatusKind[];

function cell({ d, stroke, dash }: Drawing, ink: string, at: number): string {
  const paint = stroke === 0 ? `fill="${ink}"` : `fill="none" stroke="${ink}" stroke-width="${stroke}"`;
  const ends = dash ? `stroke-dasharray="${dash}"` : 'stroke-linecap="round"';
  const path = `<path transform="translate(var(--pad) var(--pad)) scale(var(--scale))" fill-rule="evenodd" stroke-linejoin="round" ${paint} ${ends} d="${d}"/>`;
  return `<g transform="translate(${at})">var(--ring)${path}</g>`;
}

/** A face is the button, or a part of 16 by 16 in it. */
const rulesOf = (name: string, ink: string, soft: string, at: number): string =>
  `.${name}.face{background-position-x:${-at}px}.${name} .face{background-position-x:${-at - 4}px}` +
  `.${name}.face::before,.${name} .face::before{mask-position:${-at}px 0}` +
  `@media (forced-colors:none){.${name}{color:${ink}}.${name}:is(:hover,[aria-expanded="true"],.pill){background-color:${soft}}}`;

function lookOf(theme: 2 | 3): Look {
  const colour = (name: string): string => pairs.find(([, found]) => found === name)?.[theme] ?? '';
  const rules = (kind: StatusKind, n: number) => rulesOf(slugOf(kind), colour(toneOf(kind)), colour(`${toneOf(kind)}-soft`), n * wide);
  const cells = kinds.map((kind, n) => cell(statusDrawings[kind], colour(toneOf(kind)), n * wide)).join('');
  return {
    plate: colour('plate'),
    focus: colour('focus'),
    css: Object.fromEntries(kinds.map((kind, n) => [kind, rules(kind, n)])) as Look['css'],
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${wide * kinds.length}" height="${wide}">${cells}</svg>`,
    ring: '<circle cx="12" cy="12" r="var(--radius)" fill="none" stroke="#000" stroke-opacity=".06"/>',
  };
}

export const looks = { light: lookOf(2), dark: lookOf(3) };
