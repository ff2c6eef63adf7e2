import { describe, expect, test } from 'vitest';
import type { Attendee, CalendarEvent, Person, Rep } from '../model';
import { blankEvent } from './blank';
import { addressesOf, type PersonByAddress, relationsOf, roleOf } from './organizer';

const rep: Rep = {
  ...{ userId: '005rep', name: 'Rep', email: 'Rep@Acme.example', mailboxAddresses: ['rep@acme.example', 'rep.alias@acme.example'] },
  ...{ provider: 'microsoft', mailboxId: 'm', orgId: 'o', ownDomains: ['acme.example'] },
};
const attendee = (email: string, more: Partial<Attendee> = {}): Attendee => ({
  email,
  name: email,
  response: 'none',
  optional: false,
  resource: false,
  ...more,
});
const event = (more: Partial<CalendarEvent>): CalendarEvent => ({ ...blankEvent, ...more });
const person = (type: Person['type'], email: string, syncs = false): Person => ({
  id: `${type}-${email}`,
  type,
  name: email,
  email,
  syncs,
});
const people =
  (...list: Person[]): PersonByAddress =>
  (email) =>
    list.find((one) => one.email === email) ?? null;
const theirs = { mine: false, organizer: 'boss@acme.example', organizerName: 'Boss' };

describe('who owns the event', () => {
  test('EVT4 what the rep organizes, or nobody was invited to, is the rep’s', () => {
    expect(roleOf(event({ mine: true }), rep, people()).kind).toBe('owner');
    expect(roleOf(event({ mine: false, organizer: 'rep.alias@acme.example' }), rep, people()).kind).toBe('owner');
    expect(roleOf(event(theirs), rep, people({ ...person('User', 'boss@acme.example', true), id: rep.userId })).kind).toBe('owner');
  });
  test('EVT4 of a syncing organizer’s meeting the rep’s device only follows', () => {
    const boss = person('User', 'boss@acme.example', true);
    expect(roleOf(event(theirs), rep, people(boss))).toEqual({ kind: 'follows', organizer: boss });
  });
  test('EVT4 LS-E17 LS-E19 when the organizer does not sync, the rep gets an own event', () => {
    expect(roleOf(event(theirs), rep, people(person('User', 'boss@acme.example'))).kind).toBe('own event');
    expect(roleOf(event(theirs), rep, people(person('Contact', 'boss@acme.example', true))).kind).toBe('own event');
    expect(roleOf(event(theirs), rep, people()).kind).toBe('own event');
  });
  test('SYN2 EVT4 an organizer who was not looked up decides nothing', () => {
    expect(roleOf(event(theirs), rep, () => undefined).kind).toBe('not asked');
  });
});

describe('who is related', () => {
  const ann = person('Contact', 'ann@x.example');
  const bob = person('Contact', 'bob@x.example');
  const lea = person('Lead', 'lea@x.example');
  const col = person('User', 'col@acme.example');

  test('EVT5 LS-E9 the first contact, else the first lead; users and the rest become invitees', () => {
    const attendees = [
      attendee('col@acme.example', { response: 'accepted' }),
      attendee('lea@x.example'),
      attendee('ann@x.example'),
      attendee('bob@x.example', { response: 'declined' }),
    ];
    expect(relationsOf(event({ attendees }), rep, people(ann, bob, lea, col))).toEqual({
      whoId: ann.id,
      invitees: [
        { id: col.id, status: 'Accepted' },
        { id: lea.id, status: 'New' },
        { id: bob.id, status: 'Declined' },
      ],
      unrelated: [],
      complete: true,
    });
    expect(relationsOf(event({ attendees: attendees.slice(0, 2) }), rep, people(lea, col)).whoId).toBe(lea.id);
  });
  test('EVT5 LS-E10 who is not in Salesforce is listed; the rep, aliases and rooms are not', () => {
    const attendees = [
      attendee('rep.alias@acme.example'),
      attendee('room@acme.example', { resource: true }),
      attendee('who@x.example'),
      attendee('who@x.example'),
    ];
    const found = relationsOf(event({ attendees }), rep, people());
    expect([found.whoId, found.invitees, found.unrelated]).toEqual(['', [], ['who@x.example']]);
    expect(addressesOf(event({ attendees }), rep)).toEqual(['who@x.example']);
  });
  test('EVT4 the organizer of somebody else’s meeting is related like an attendee', () => {
    const found = relationsOf(
      event({ ...theirs, attendees: [attendee('rep@acme.example')] }),
      rep,
      people(person('User', 'boss@acme.example')),
    );
    expect(found.invitees).toEqual([{ id: 'User-boss@acme.example', status: 'Accepted' }]);
  });
  test('LS-E12 at most 50 are invited, the others are listed', () => {
    const attendees = Array.from({ length: 104 }, (_, n) => attendee(`p${n}@x.example`));
    const found = relationsOf(event({ attendees }), rep, (email) => person('Contact', email));
    expect([found.invitees.length, found.unrelated.length, found.unrelated[0]]).toEqual([50, 53, 'p51@x.example']);
  });
  test('SYN2 one who was not looked up makes the list incomplete', () => {
    expect(relationsOf(event({ attendees: [attendee('a@x.example')] }), rep, () => undefined)).toMatchObject({
      complete: false,
      unrelated: [],
    });
  });
});
