/**
 * ADM4: a Lightning Sync configuration, typed from its setup page in its own words, onto CFG1. The page cannot be read by a
 * program (it has no API), so an admin types it; wording differs between Exchange and Google and over the years, so
 * each word is recognised by what it must contain. What has no counterpart, or is not understood, is said, not guessed.
 */
import { defaults, normalise } from './configuration';
import type { Condition, Configuration, Direction, MappedField } from './model';

/** The setup page's settings. A missing one leaves our default, and is not remarked upon. */
export interface LightningSyncWords {
  readonly name?: string;
  readonly active?: boolean;
  /** "Exchange to Salesforce", "Salesforce to Google", "Sync both ways", "Don't sync". */
  readonly contactDirection?: string;
  readonly eventDirection?: string;
  /** "All Contacts" or "Selected Contacts" (LS-C8). */
  readonly contactFilter?: string;
  /** The second half of the ownership filter: "User's Records". */
  readonly usersRecords?: boolean;
  readonly conditions?: readonly Condition[];
  /** "Most Recent Activity", "Last Updated", "Oldest" (LS-C16). */
  readonly matchingBehavior?: string;
  /** "All events" or "Events users select" (LS-E5). */
  readonly whichEvents?: string;
  readonly privateEvents?: boolean;
  readonly eventSeries?: boolean;
  readonly deleteEvents?: boolean;
  readonly relateEvents?: boolean;
  readonly fieldMap?: readonly MappedField[];
}

export type Word = keyof LightningSyncWords;

export interface ImportRemark {
  readonly word: Word;
  readonly code: /** We do not know this word; our default stands. */
    | 'not understood'
    /** Lightning Sync would have synced nothing with it (LS-C9): choose anew. */
    | 'would sync nothing'
    /** Instep always does this. */
    | 'always on'
    /** Instep does it another way, which the sentence explains. */
    | 'done differently';
}

export interface Imported {
  readonly configuration: Configuration;
  readonly remarks: readonly ImportRemark[];
}

const plain = (word: string): string => word.toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();

function directionOf(word: string): Direction | null {
  const text = plain(word);
  if (/don'?t sync|do not sync|^(off|none)$/.test(text)) return 'off';
  if (/both|<-?>|↔/.test(text)) return 'both';
  const [from = '', to = ''] = text.split(/ to |->|→/);
  const mail = /exchange|outlook|microsoft|office|google|gmail|calendar|mail/;
  if (mail.test(from) && /salesforce/.test(to)) return 'mailbox to crm';
  return /salesforce/.test(from) && mail.test(to) ? 'crm to mailbox' : null;
}

function pickOf(word: string): Configuration['contacts']['pick'] | null {
  const text = plain(word);
  if (/activity/.test(text)) return 'most recent activity';
  if (/updated|modified/.test(text)) return 'last updated';
  return /oldest|first created/.test(text) ? 'oldest' : null;
}

function whichOf(word: string): Configuration['events']['which'] | null {
  const text = plain(word);
  return /select|choose|specif/.test(text) ? 'picked' : /all/.test(text) ? 'all' : null;
}

export function fromLightningSync(words: LightningSyncWords): Imported {
  const remarks: ImportRemark[] = [];
  const say = (word: Word, code: ImportRemark['code']) => void remarks.push({ word, code });
  /** What a word means, or our default; a word that means nothing to us is said. */
  function read<T>(
    word: Word & ('contactDirection' | 'eventDirection' | 'matchingBehavior' | 'whichEvents'),
    means: (text: string) => T | null,
    otherwise: T,
  ): T {
    const text = words[word];
    if (text === undefined || text.trim() === '') return otherwise;
    const meaning = means(text);
    if (meaning === null) say(word, 'not understood');
    return meaning ?? otherwise;
  }

  const contacts: Configuration['contacts'] = {
    ...defaults.contacts,
    direction: read('contactDirection', directionOf, defaults.contacts.direction),
    // LS-C26: deletions did not travel.
    onDelete: { mailbox: 'unlink', crm: 'unlink' },
    whose: whoseOf(words, say),
    conditions: words.conditions ?? [],
    pick: read('matchingBehavior', pickOf, defaults.contacts.pick),
    map: words.fieldMap ?? [],
  };
  const onDelete = words.deleteEvents === false ? 'unlink' : 'delete';
  const events: Configuration['events'] = {
    ...defaults.events,
    direction: read('eventDirection', directionOf, defaults.events.direction),
    onDelete: { mailbox: onDelete, crm: onDelete },
    private: words.privateEvents ? 'all' : 'off',
    which: read('whichEvents', whichOf, defaults.events.which),
  };
  if (words.eventSeries === false) say('eventSeries', 'done differently');
  if (words.relateEvents === false) say('relateEvents', 'always on');
  const name = words.name ?? '';
  return { configuration: normalise({ ...defaults, name, active: words.active ?? false, contacts, events }), remarks };
}

/** LS-C8: "All Contacts", or "Selected Contacts" together with "User's Records". LS-C9: one without the other. */
function whoseOf(words: LightningSyncWords, say: (word: Word, code: ImportRemark['code']) => void): Configuration['contacts']['whose'] {
  const { contactFilter, usersRecords } = words;
  if (contactFilter === undefined) return usersRecords === false ? 'all' : 'mine';
  const text = plain(contactFilter);
  const selected = /selected|user'?s records|own/.test(text);
  if (!selected && !/all/.test(text)) say('contactFilter', 'not understood');
  else if (selected && usersRecords === false) say('usersRecords', 'would sync nothing');
  else if (!selected && usersRecords === true) say('contactFilter', 'would sync nothing');
  return selected || !/all/.test(text) || usersRecords === true ? 'mine' : 'all';
}
