/**
 * Gmail: people stand in attributes (`email`), the same since 2014. Rows of the thread list and chips in compose get no badge:
 * they name an address twice, and a list of fifty ticks is noise (DESIGN principle 3).
 */
import { type Adapter, editable } from '../place';
import { detailsRow } from './detailsRow';
import { headPerson } from './headPerson';
import { recipient } from './recipient';
import { sender } from './sender';

export const gmail: Adapter = {
  page: 'gmail',
  places: [sender, recipient, detailsRow, headPerson],
  // `.a3s` is a mail's body: senders write it, and paste whole Gmail messages with all their classes into it.
  // A message that was folded again keeps its open form beside the folded one, closed.
  never: `.a3s,.ii.gt,.ads:is([hidden],[style*="display: none"],[style*="display:none"]),${editable}`,
  attributes: ['email', 'data-hovercard-id'],
  texts: false,
  shells: '.ads',
  expects: (document) => document.querySelector('[role="main"] [data-legacy-message-id] h3, [role="main"] .adf.ads') !== null,
};
