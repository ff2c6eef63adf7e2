/** What is read of each kind under a configuration: the window, whose contacts, and the fields that rules need. */

import { windowOf } from '../core/events/window';
import { fieldsToRead } from '../core/fields';
import type { Configuration, Instant, Kind } from '../core/model';
import type { PullOptions } from '../core/ports';

export type Readings = Readonly<Record<Kind, PullOptions>>;

export function readingsOf(configuration: Configuration, now: Instant): Readings {
  const common = { window: windowOf(configuration, now), whose: configuration.contacts.whose };
  return {
    contact: { ...common, fields: fieldsToRead('contact', configuration) },
    event: { ...common, fields: fieldsToRead('event', configuration) },
  };
}

/** Another map or filter reads other fields or other records: what was read before does not answer it. */
export const readsOther = (a: Readings, b: Readings): boolean =>
  a.contact.whose !== b.contact.whose ||
  a.contact.fields.join() !== b.contact.fields.join() ||
  a.event.fields.join() !== b.event.fields.join();
