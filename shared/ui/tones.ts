/** Which of the five tones of `tones.css` a status has. No words: scripts that only draw use it too. */
import type { StatusKind } from '../core/model';

export type Tone = 'ok' | 'info' | 'quiet' | 'ask' | 'fail';

const tones: Readonly<Record<StatusKind, Tone>> = {
  'in step': 'ok',
  waiting: 'info',
  'kept out': 'quiet',
  'not in salesforce': 'info',
  'needs you': 'ask',
  failed: 'fail',
  'sign in': 'ask',
  'not set up': 'quiet',
  asleep: 'quiet',
};

export const toneOf = (kind: StatusKind): Tone => tones[kind];

/** For attributes and class names. */
export const slugOf = (kind: StatusKind): string => kind.replaceAll(' ', '-');
