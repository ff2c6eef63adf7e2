/** Sentences for the admin about every cause; they load with the admin pane. */
import { part } from '../catalogue';
import { adminSentences } from './admin.en';

export const adminCauseSays = part(adminSentences);
