/** Whom an event made from a record invites (EVT6). */
import { describe, expect, test } from 'vitest';
import { defaults, normalise } from '../configuration';
import type { Configuration, CrmRecord, CrmValue, Rep } from '../model';
import { type AddressById, invitations, invitedBy } from './invitations';

const rep = { userId: '005me', email: 'me@acme.example', mailboxAddresses: ['me@acme.example'], provider: 'google' } as unknown as Rep;
const configured = (events: Partial<Configuration['events']>): Configuration =>
  normalise({ ...defaults, id: 'c', name: 'C', active: true, events: { ...defaults.events, mayInvite: true, ...events } });
const record = (fields: Readonly<Record<string, CrmValue>> = {}): CrmRecord => ({
  kind: 'event',
  fields: { OwnerId: '005me', WhoId: '003ann', IsPrivate: false, ...fields },
  invitees: [
    { id: '003bob', status: 'New' },
    { id: '00Qlea', status: 'Declined' },
    { id: '003ann', status: 'Accepted' },
    { id: '005me', status: 'New' },
  ],
});

describe('EVT6 who would be invited', () => {
  const ids = (of: CrmRecord, events: Partial<Configuration['events']> = {}) => invitedBy(of, { rep, configuration: configured(events) });
  test('EVT6 whom the record is about and its invitees, each once; neither the rep nor who declined', () => {
    expect(ids(record())).toEqual(['003ann', '003bob']);
  });
  test('EVT6 nobody, unless the configuration says so', () => {
    expect(ids(record(), { mayInvite: false })).toEqual([]);
    expect(ids(record(), { direction: 'mailbox to crm' })).toEqual([]);
  });
  test('EVT6 nobody to a colleague’s event', () => {
    expect(ids(record({ OwnerId: '005other' }))).toEqual([]);
  });
  test('EVT6 EXC4 nobody to a private event, unless private events sync in full', () => {
    expect(ids(record({ IsPrivate: true }), { private: 'time only' })).toEqual([]);
    expect(ids(record({ IsPrivate: true }), { private: 'all' })).toEqual(['003ann', '003bob']);
  });
});

describe('EVT6 their addresses', () => {
  const now = Date.parse('2026-03-02T08:00:00Z');
  const made = { end: '2026-03-02T10:00:00Z' };
  const invite = (addressOf: AddressById, end = made.end) =>
    invitations(record(), { end }, { rep, configuration: configured({}), now, addressOf })?.map(({ email }) => email) ?? null;
  test('EVT6 somebody without an address, or out of sight, is left out', () => {
    expect(invite((id) => (id === '003ann' ? { name: 'Ann', email: 'Ann@x.example' } : null))).toEqual(['ann@x.example']);
    expect(invite(() => ({ name: '', email: '' }))).toEqual([]);
  });
  test('EVT6 SYN2 somebody not asked about yet: no invitation at all', () => {
    expect(invite((id) => (id === '003ann' ? { name: 'Ann', email: 'ann@x.example' } : undefined))).toBeNull();
  });
  test('EVT6 nobody to what is over, without asking', () => {
    expect(invite(() => undefined, '2026-03-02T07:59:00Z')).toEqual([]);
  });
  test('EVT6 two records with one address are invited once, the rep’s own address never', () => {
    expect(invite((id) => ({ name: id, email: 'one@x.example' }))).toEqual(['one@x.example']);
    expect(invite(() => ({ name: 'Me', email: 'ME@acme.example' }))).toEqual([]);
  });
});
