/** The badge's part where only one language is ever put in: what stands at the place of English is in the reader's language (content scripts). */
import { part } from '../catalogue';
import { en } from './en';
import { reasons } from './reasons.en';

export const badgeSays = part(en);
export const reasonSays = part(reasons);
