/** The badge's part of the catalogue. */
import { part } from '../catalogue';
import { en } from './en';
import { reasons } from './reasons.en';

export const badgeSays = part(en, { de: async () => (await import('./de')).de });
export const reasonSays = part(reasons, { de: async () => (await import('./reasons.de')).reasons });
