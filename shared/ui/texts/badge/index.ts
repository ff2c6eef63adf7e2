/** The badge's part of the catalogue. Both languages are in it: a content script loads no chunks, and they are small. */
import { part } from '../catalogue';
import { de } from './de';
import { en } from './en';
import { reasons as reasonsDe } from './reasons.de';
import { reasons as reasonsEn } from './reasons.en';

export const badgeSays = part(en, { de: () => de });
export const reasonSays = part(reasonsEn, { de: () => reasonsDe });
