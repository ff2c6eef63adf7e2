/** The add-in's part of the catalogue. */
import { part } from '../catalogue';
import { en } from './en';

export const addinSays = part(en, { de: async () => (await import('./de')).de });
