/** What keeps a contact out, the rep's own word first. A new filter is one line here. */
import { type Filter, keptOutByRep } from '../../filter';
import { blockedDomain } from './blockedDomain';
import { conditions } from './conditions';
import { folder } from './folder';
import { owner } from './owner';
import { privateContact } from './private';

export { beyondLimit, maxContacts } from './limit';

export const contactFilters: readonly Filter[] = [keptOutByRep, folder, privateContact, blockedDomain, owner, conditions];
