/** Which contacts take part, how they find each other, and what becomes of those that leave (CON1, CON2, CON5 to CON7). */
import { expect } from 'vitest';
import { account, contact, contactRecord, fromBothSides, scenario } from './scenario';

const anna = { emails: ['anna@acme.test'] };

scenario('[CON1] only contacts of the folder or group take part; the others could be added', {
  given: { mailbox: [contact('Anna Berg', anna), contact('Otto Out', { emails: ['otto@acme.test'], inFolder: false })] },
  then: { crm: { contacts: [{ LastName: 'Berg' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[CON1] a contact that is moved in takes part', {
  given: { mailbox: [contact('Otto Out', { emails: ['otto@acme.test'], inFolder: false })], synced: true },
  when: [{ mailbox: 'moves in', what: 'Otto Out' }],
  then: { crm: { contacts: [{ LastName: 'Out', Email: 'otto@acme.test' }] }, status: { 'Otto Out': 'in step' } },
});

// ------------------------------------------------------------ CON2

fromBothSides('[CON2] matched by any of the addresses, without case, and marked', (side) => ({
  given: {
    mailbox: [contact('Anna Berg', { emails: ['private@home.test', 'ANNA@acme.test'] })],
    crm: [contactRecord('Anna Berg', { Email: 'Anna@Acme.test' })],
  },
  when: [
    side === 'mailbox'
      ? { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }
      : { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } },
  ],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: 'CEO', Email: 'Anna@Acme.test', Instep_Key__c: expect.any(String) as string }] },
    mailbox: { contacts: [{ last: 'Berg', title: 'CEO' }] },
    status: { 'Anna Berg': 'in step' },
  },
}));

scenario('[CON2] matched by first name, last name and company where there is no address', {
  given: {
    crm: [account('Acme'), contactRecord('Anna Berg', { Title: 'CTO' }, 'Acme')],
    mailbox: [contact('anna berg', { company: 'ACME', phones: [{ type: 'work', number: '+45 1' }] })],
  },
  then: {
    crm: { contacts: [{ Title: 'CTO', Phone: '+45 1' }] },
    mailbox: { contacts: [{ title: 'CTO' }] },
  },
});

scenario('[CON2] two of the same name whose addresses differ are two people', {
  given: {
    crm: [contactRecord('Anna Berg', { Email: 'anna@other.test' })],
    mailbox: [contact('Anna Berg', anna)],
  },
  then: {
    crm: { contacts: [{ Email: 'anna@other.test' }, { Email: 'anna@acme.test' }] },
    mailbox: { contacts: [anna, { emails: ['anna@other.test'] }] },
  },
});

scenario('[CON2] an address beats a name, and the one with the same name comes first in a family', {
  given: {
    crm: [contactRecord('Bo Berg', { Email: 'berg@home.test' }), contactRecord('Anna Berg', { Email: 'berg@home.test' })],
    mailbox: [contact('Anna Berg', { emails: ['berg@home.test'], title: 'Hers' })],
  },
  then: {
    crm: {
      contacts: [
        { FirstName: 'Anna', Title: 'Hers' },
        { FirstName: 'Bo', Title: null },
      ],
    },
    mailbox: { contacts: [{ first: 'Anna' }, { first: 'Bo' }] },
  },
});

const twins = (pick: 'oldest' | 'last updated' | 'ask') => ({
  settings: { contacts: { pick } },
  synced: false,
});

scenario('[CON2] of several candidates the oldest is taken as configured, and the pick is shown', {
  given: twins('oldest'),
  when: [
    { crm: 'adds', thing: contactRecord('Anna Berg', { Email: 'anna@acme.test', Department: 'First' }) },
    { minutes: 60 },
    { crm: 'adds', thing: contactRecord('Anna Berg', { Email: 'anna@acme.test', Department: 'Second' }) },
    { mailbox: 'adds', item: contact('Anna Berg', { ...anna, title: 'CEO' }) },
  ],
  then: {
    crm: {
      contacts: [
        { Department: 'First', Title: 'CEO' },
        { Department: 'Second', Title: null },
      ],
    },
    remarks: { 'Anna Berg': [{ cause: 'picked from several', facts: { n: 2 } }] },
  },
});

scenario('[CON2] of several candidates the last updated is taken as configured', {
  given: twins('last updated'),
  when: [
    { crm: 'adds', thing: contactRecord('Anna Berg', { Email: 'anna@acme.test', Department: 'First' }) },
    { minutes: 60 },
    { crm: 'adds', thing: contactRecord('Anna Berg', { Email: 'anna@acme.test', Department: 'Second' }) },
    { mailbox: 'adds', item: contact('Anna Berg', { ...anna, title: 'CEO' }) },
  ],
  then: {
    crm: {
      contacts: [
        { Department: 'First', Title: null },
        { Department: 'Second', Title: 'CEO' },
      ],
    },
  },
});

scenario('[CON2] where the configuration says ask, the rep picks one of the candidates', {
  given: {
    settings: { contacts: { pick: 'ask', whose: 'all' } },
    crm: [
      contactRecord('Anna Berg', { Email: 'anna@acme.test', Department: 'First' }),
      contactRecord('Anna Bergmann', { Email: 'anna@acme.test', Department: 'Second' }),
    ],
    mailbox: [contact('Ann B', anna)],
    synced: true,
  },
  when: ['sync', { card: 'Ann B', act: { do: 'pair', record: 'Anna Bergmann' } }],
  then: { crm: { contacts: [{ Department: 'First' }, { Department: 'Second' }] }, status: { 'Anna Bergmann': 'in step' } },
});

scenario("[CON2] a colleague's contact is found before a second one is created, although only my own are listed", {
  given: { colleague: { crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' })] }, mailbox: [contact('Anna Berg', anna)] },
  then: {
    crm: { contacts: [{ LastName: 'Berg' }] },
    status: { 'Anna Berg': 'kept out: owned by someone else' },
  },
});

// ------------------------------------------------------------ CON5

scenario('[CON5] moved out of the folder: unlinked, not deleted, and said', {
  given: { mailbox: [contact('Anna Berg', anna)] },
  when: [{ mailbox: 'moves out', what: 'Anna Berg' }],
  then: {
    crm: { contacts: [{ LastName: 'Berg' }] },
    mailbox: { contacts: [] },
    status: { 'Anna Berg': 'kept out: moved out of the folder' },
  },
});

scenario('[CON5] moved out and in again: the same record, no second one', {
  given: { mailbox: [contact('Anna Berg', anna)] },
  when: [
    { mailbox: 'moves out', what: 'Anna Berg' },
    'sync',
    { mailbox: 'moves in', what: 'Anna Berg' },
    'sync',
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
  ],
  then: { crm: { contacts: [{ LastName: 'Berg', Title: 'CEO' }] }, mailbox: { contacts: [anna] }, status: { 'Anna Berg': 'in step' } },
});

fromBothSides('[CON5] falling outside the filter: unlinked, not deleted, named by its filter; and linked again when it passes', (side) => ({
  given: {
    settings: { contacts: { conditions: [{ field: 'Department', operator: 'not equals', values: ['HR'] }] } },
    mailbox: [contact('Anna Berg', anna)],
  },
  when: [
    side === 'mailbox'
      ? { mailbox: 'edits', what: 'Anna Berg', set: { department: 'HR' } }
      : { crm: 'edits', what: 'Anna Berg', set: { Department: 'HR' } },
    'sync',
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'Not told' } },
  ],
  then:
    side === 'crm'
      ? {
          crm: { contacts: [{ Department: 'HR', Title: null }] },
          mailbox: { contacts: [{ department: '', title: 'Not told' }] },
          status: { 'Anna Berg': 'kept out: field condition' },
          facts: { 'Anna Berg': { field: 'Department', operator: 'not equals', value: 'HR' } },
        }
      : {
          // The record says what counts: it falls out once the edit is there.
          crm: { contacts: [{ Department: 'HR', Title: null }] },
          mailbox: { contacts: [{ department: 'HR', title: 'Not told' }] },
          status: { 'Anna Berg': 'kept out: field condition' },
        },
}));

scenario('[CON5] a record given to somebody else falls outside "mine", and comes back with its owner', {
  given: { mailbox: [contact('Anna Berg', anna)], colleague: { crm: [] } },
  when: [
    { crm: 'edits', what: 'Anna Berg', set: { OwnerId: 'colleague' } },
    'sync',
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    'sync',
    { crm: 'edits', what: 'Anna Berg', set: { OwnerId: 'rep' } },
  ],
  then: { crm: { contacts: [{ LastName: 'Berg', Title: 'CEO' }] }, status: { 'Anna Berg': 'in step' } },
});

// ------------------------------------------------------------ CON6: tools/scale.test.ts; CON7: personAccounts.test.ts
