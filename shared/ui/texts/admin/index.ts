/** The admin pane's part of the catalogue. */
import { part } from '../catalogue';
import { en } from './en';

export const adminSays = part(en, { de: async () => (await import('./de')).de });
