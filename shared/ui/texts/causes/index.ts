/** Sentences for the rep about every cause; they load with the card. Those for the admin load with the admin pane (`admin.ts`). */
import { part } from '../catalogue';
import { causeActions } from './actions.en';
import { headlines } from './headlines.en';
import { passes } from './passes.en';
import { repSentences } from './rep.en';

export const headlineSays = part(headlines, { de: async () => (await import('./headlines.de')).headlines });
export const repSays = part(repSentences, { de: async () => (await import('./rep.de')).repSentences });
export const causeActionSays = part(causeActions, { de: async () => (await import('./actions.de')).causeActions });
export const passesSays = part(passes, { de: async () => (await import('./passes.de')).passes });
