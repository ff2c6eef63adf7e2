/** Files to cards and events. Nothing here throws for what a file holds: each item is read, or listed with the reason. */

import { byteText } from './bytes';
import { cardOf, titleOfCard } from './cards';
import { beginningOf, type Component, componentsOf, find, first } from './components';
import { eventOf, type Place, titleOfEvent } from './events';
import type { Reading, Zone } from './model';
import { Unfit } from './model';
import { text } from './properties';
import { fileZone, ianaZone, nameFor } from './zones';

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const others: Readonly<Record<string, string>> = { VTODO: 'task', VJOURNAL: 'journal entry', VFREEBUSY: 'free/busy list' };
const items = new Set(['VCARD', 'VEVENT', ...Object.keys(others)]);
const unexpected =
  'It could not be read for a reason that nobody foresaw. Open the file in the program it came from, save the item again and import it once more.';

/** Zones of one file: its own definitions first, then names, then the mailbox's own zone. */
function zonesOf(root: Component, floating: Zone, say: (note: string) => void): (id: string) => Zone {
  const known = new Map<string, Zone>();
  const key = (id: string) => id.trim().toLowerCase();
  for (const component of find(root, new Set(['VTIMEZONE']))) {
    const id = text(first(component, 'TZID'));
    const zone = id === '' || known.has(key(id)) ? null : fileZone(component, id);
    if (zone) known.set(key(id), zone);
  }
  return (id) => {
    if (id.trim() === '') return floating;
    let zone = known.get(key(id));
    if (!zone) {
      const named = ianaZone(nameFor(id), id);
      if (!named)
        say(`The time zone "${id}" is not defined in the file and no known name; its times were read in the mailbox's time zone.`);
      zone = named ?? floating;
      known.set(key(id), zone);
    }
    return zone;
  };
}

function attempt(reading: Reading, file: string, item: () => string, read: () => void): void {
  try {
    read();
  } catch (error) {
    let name = '';
    try {
      name = item();
    } catch {
      name = file;
    }
    reading.unreadable.push({ file, item: name, why: error instanceof Unfit ? error.message : unexpected });
  }
}

function readFile({ name: file, bytes }: ImportFile, floating: Zone, reading: Reading): void {
  const content = byteText(bytes);
  const root = componentsOf(content);
  const say = (item: string) => (note: string) => void reading.notes.push({ file, item, note });
  const zone = zonesOf(root, floating, say(file));
  const passed = new Map<string, number>();
  let found = 0;
  for (const component of find(root, items)) {
    found++;
    if (component.name === 'VCARD') {
      reading.found.cards++;
      attempt(
        reading,
        file,
        () => titleOfCard(component),
        () => reading.cards.push(cardOf(component, file)),
      );
    } else if (component.name === 'VEVENT') {
      reading.found.events++;
      const place: Place = { file, zone, say: (note) => say(titleOfEvent(component))(note) };
      attempt(
        reading,
        file,
        () => titleOfEvent(component),
        () => reading.events.push(eventOf(component, place)),
      );
    } else passed.set(component.name, (passed.get(component.name) ?? 0) + 1);
    if (component.unfinished)
      say(`line ${component.at}`)('Its END line is missing: the file may have been cut off. What was there was read.');
  }
  for (const [name, count] of passed) {
    const left = `${count} × ${others[name]}: neither a contact nor an event, so left out.`;
    // A file of nothing else has nothing that could be imported, and that must not pass without a word.
    if (found === [...passed.values()].reduce((sum, one) => sum + one, 0)) reading.unreadable.push({ file, item: file, why: left });
    else say(file)(left);
  }
  if (found === 0) {
    reading.found.emptyFiles++;
    const why =
      content.trim() === ''
        ? 'The file is empty.'
        : `The file holds no contact card and no event; it begins with "${beginningOf(content)}".`;
    reading.unreadable.push({ file, item: file, why: `${why} Export it again as .vcf or .ics.` });
  }
}

/** `timeZone`: the mailbox's, for times that name none. */
export function readFiles(files: readonly ImportFile[], timeZone: string): Reading {
  const home = ianaZone(timeZone) ?? ianaZone('UTC');
  if (!home) throw new Error('this Node has no time zones');
  const reading: Reading = { found: { cards: 0, events: 0, emptyFiles: 0 }, cards: [], events: [], unreadable: [], notes: [] };
  for (const file of files) {
    try {
      readFile(file, { ...home, id: '' }, reading);
    } catch {
      reading.found.emptyFiles++;
      reading.unreadable.push({ file: file.name, item: file.name, why: unexpected });
    }
  }
  return reading;
}
