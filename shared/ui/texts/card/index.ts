/** The card's part of the catalogue. */
import { part } from '../catalogue';
import { en } from './en';

export const cardSays = part(en, { de: async () => (await import('./de')).de });
