/** The part of the catalogue for the rep's screens. */
import { part } from '../catalogue';
import { en } from './en';

export const repScreenSays = part(en, { de: async () => (await import('./de')).de });
