/** The drawings, 16 by 16: one per status (outlines need nobody, solid shapes need somebody) and the small set for buttons. */
import type { StatusKind } from '../../core/model';

export interface Drawing {
  readonly d: string;
  /** Width of the stroke; 0 for a solid shape. */
  readonly stroke: number;
  /** Broken ring. */
  readonly dash?: string;
}

export const statusDrawings = {
  'in step': { d: 'M2.5 8.6 6.2 12.3 13.5 4.2', stroke: 2.25 },
  waiting: { d: 'M3.25 1.75h9.5M3.25 14.25h9.5M4.5 1.75v2.5L8 8l-3.5 3.75v2.5M11.5 1.75v2.5L8 8l3.5 3.75v2.5', stroke: 1.75 },
  'kept out': { d: 'M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5zM3.7 3.7l8.6 8.6', stroke: 1.75 },
  'not in salesforce': { d: 'M8 2.75v10.5M2.75 8h10.5', stroke: 2.25 },
  'needs you': {
    d: 'M3.9 1.2h8.2a2.9 2.9 0 0 1 2.9 2.9v5a2.9 2.9 0 0 1-2.9 2.9H8.7L5 15.4V12H3.9A2.9 2.9 0 0 1 1 9.1v-5a2.9 2.9 0 0 1 2.9-2.9zM5.1 5.1a2.9 2.9 0 1 1 3.8 2.75v.65H7.1V6.3H8a1.15 1.15 0 1 0-1.15-1.2zM7.1 9.3h1.8V11H7.1z',
    stroke: 0,
  },
  failed: {
    d: 'M8 .9c.5 0 .97.27 1.22.7l6.1 10.9A1.4 1.4 0 0 1 14.1 14.6H1.9A1.4 1.4 0 0 1 .68 12.5L6.78 1.6C7.03 1.17 7.5.9 8 .9zM7.1 5.2v4.6h1.8V5.2zM7.1 11v1.8h1.8V11z',
    stroke: 0,
  },
  'sign in': {
    d: 'M4.8 3.5a4.5 4.5 0 0 1 4.25 3H16v2.7h-1.3v2.6h-2.7V9.2H9.15A4.5 4.5 0 1 1 4.8 3.5zM4.8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
    stroke: 0,
  },
  'not set up': { d: 'M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5z', stroke: 1.9, dash: '3.9 2.645' },
  asleep: { d: 'M13.7 10.1A6.1 6.1 0 0 1 5.9 2.3a6.1 6.1 0 1 0 7.8 7.8z', stroke: 1.75 },
} as const satisfies Readonly<Record<StatusKind, Drawing>>;
