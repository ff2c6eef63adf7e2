/** Organizers and attendees of an event. */
import { all, type Component, first } from './components';
import type { Invitee } from './model';
import { type Property, param } from './properties';

const address = (value: string) => /[^\s<>"',;:@]+@[^\s<>"',;:@]+/.exec(value)?.[0]?.toLowerCase() ?? '';

/** The address in a value that should be `mailto:…`; else in EMAIL or any other parameter. */
function emailOf(property: Property): string {
  const value = property.value.trim().replace(/^(mailto|smtp)\s*:/i, '');
  const others = [...property.params].filter(([key]) => key !== 'CN' && key !== 'SENT-BY' && key !== 'X-NSCP-ORGANIZER-UID');
  return (
    [value, param(property, 'EMAIL'), ...others.flatMap(([, values]) => values), param(property, 'CN')].map(address).find(Boolean) ?? ''
  );
}

const nameOf = (property: Property, email: string): string => {
  const name = param(property, 'CN').trim();
  return name.toLowerCase() === email ? '' : name;
};

const responses: Readonly<Record<string, Invitee['response']>> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
  'NEEDS-ACTION': 'none',
  DELEGATED: 'none',
  COMPLETED: 'accepted',
  'IN-PROCESS': 'none',
};

export function organizerOf(event: Component, say: (note: string) => void): { email: string; name: string } | null {
  const property = first(event, 'ORGANIZER');
  if (!property) return null;
  const email = emailOf(property);
  const name = nameOf(property, email);
  if (email === '') {
    say(`Its organizer "${name || property.value.slice(0, 60)}" has no e-mail address and was left out.`);
    return null;
  }
  if (!/^\s*(mailto|smtp):/i.test(property.value)) say(`Its organizer is written without "mailto:"; ${email} was taken.`);
  return { email, name };
}

export function attendeesOf(event: Component, say: (note: string) => void): Invitee[] {
  const byEmail = new Map<string, Invitee>();
  for (const property of all(event, 'ATTENDEE')) {
    const email = emailOf(property);
    const name = nameOf(property, email);
    if (email === '') {
      say(`The attendee "${name || property.value.slice(0, 60)}" has no e-mail address and was left out.`);
      continue;
    }
    const status = param(property, 'PARTSTAT').toUpperCase();
    const response = responses[status];
    if (status !== '' && response === undefined) say(`The answer "${status}" of ${email} does not exist; it counts as no answer.`);
    const kind = param(property, 'CUTYPE').toUpperCase();
    const role = param(property, 'ROLE').toUpperCase();
    const resource = kind === 'ROOM' || kind === 'RESOURCE';
    if (!byEmail.has(email))
      byEmail.set(email, { email, name, response: response ?? 'none', optional: /^(OPT|NON)-PARTICIPANT$/.test(role), resource });
  }
  return [...byEmail.values()];
}
