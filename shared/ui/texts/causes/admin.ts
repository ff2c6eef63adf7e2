/** Names and sentences for the admin about every cause; they load with the admin pane. */
import { part } from '../catalogue';
import { adminSentences } from './admin.en';
import { causeTitles } from './titles.en';

export const adminCauseSays = part(adminSentences, { de: async () => (await import('./admin.de')).adminSentences });
export const titleSays = part(causeTitles, { de: async () => (await import('./titles.de')).causeTitles });
