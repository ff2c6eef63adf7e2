/** The part of the catalogue for the demo page. */
import { part } from '../catalogue';
import { en } from './en';

export const demoSays = part(en, { de: async () => (await import('./de')).de });
