/** The field map (CON4), and what is never lost by it (SYN2). */
import { expect } from 'vitest';
import { contact, contactRecord, fromBothSides, scenario } from './scenario';

const address = { street: 'Havnegade 1', city: 'København', state: '', postalCode: '1058', country: 'Denmark' };

const full = contact('Anna Berg', {
  emails: ['anna@acme.test'],
  phones: [
    { type: 'work', number: '+45 1111' },
    { type: 'home', number: '+45 2222' },
    { type: 'mobile', number: '+45 3333' },
  ],
  title: 'CTO',
  department: 'R&D',
  workAddress: address,
  birthday: '1980-02-29',
  notes: 'Two\nlines',
});

scenario('[CON4] each field of the map arrives in its Salesforce field', {
  given: { mailbox: [full] },
  then: {
    crm: {
      contacts: [
        {
          ...{ FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test', Title: 'CTO', Department: 'R&D', Birthdate: '1980-02-29' },
          ...{ Phone: '+45 1111', HomePhone: '+45 2222', MobilePhone: '+45 3333', Description: 'Two\nlines' },
          ...{ MailingStreet: 'Havnegade 1', MailingCity: 'København', MailingPostalCode: '1058', MailingCountry: 'Denmark' },
        },
      ],
    },
  },
});

scenario('[CON4] each field of the map arrives in its mailbox field', {
  given: {
    crm: [
      contactRecord('Anna Berg', {
        ...{ Email: 'anna@acme.test', Title: 'CTO', Department: 'R&D', Birthdate: '1980-02-29', Phone: '+45 1111', HomePhone: '+45 2222' },
        ...{ MobilePhone: '+45 3333', OtherPhone: '+45 4444', Fax: '+45 5555', AssistantPhone: '+45 6666', AssistantName: 'Bo' },
        ...{
          MailingStreet: 'Havnegade 1',
          MailingCity: 'København',
          MailingPostalCode: '1058',
          MailingCountry: 'Denmark',
          OtherCity: 'Aarhus',
        },
      }),
    ],
  },
  then: {
    mailbox: {
      contacts: [
        {
          ...{ first: 'Anna', last: 'Berg', emails: ['anna@acme.test'], title: 'CTO', department: 'R&D', birthday: '1980-02-29' },
          ...{ workAddress: address, assistant: 'Bo' },
          phones: expect.arrayContaining([
            { type: 'work', number: '+45 1111' },
            { type: 'home', number: '+45 2222' },
            { type: 'mobile', number: '+45 3333' },
            { type: 'other', number: '+45 4444' },
            { type: 'work fax', number: '+45 5555' },
            { type: 'assistant', number: '+45 6666' },
          ]) as [],
        },
      ],
    },
  },
});

const several = contact('Anna Berg', {
  emails: ['anna@acme.test', 'anna@home.test', 'berg@club.test'],
  phones: [
    { type: 'work', number: '+45 1' },
    { type: 'work', number: '+45 2' },
    { type: 'home', number: '+45 3' },
    { type: 'home', number: '+45 4' },
  ],
  workAddress: address,
  homeAddress: { ...address, street: 'Skovvej 2' },
  spouse: 'Per',
  nickname: 'Annie',
});

fromBothSides(
  '[CON4] several e-mails, phones and addresses: what Salesforce cannot hold stays untouched, whichever side edits',
  (side) => ({
    given: { mailbox: [several] },
    when: [
      side === 'crm'
        ? { crm: 'edits', what: 'Anna Berg', set: { Email: 'new@acme.test', Phone: '+45 9', MailingCity: 'Odense' } }
        : { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    ],
    then: {
      crm: {
        contacts: [
          side === 'crm'
            ? { Email: 'new@acme.test', Phone: '+45 9', HomePhone: '+45 3', MailingCity: 'Odense' }
            : { Email: 'anna@acme.test', Phone: '+45 1', HomePhone: '+45 3', Title: 'CEO' },
        ],
      },
      mailbox: {
        contacts: [
          {
            emails: [side === 'crm' ? 'new@acme.test' : 'anna@acme.test', 'anna@home.test', 'berg@club.test'],
            phones: [
              { type: 'work', number: side === 'crm' ? '+45 9' : '+45 1' },
              { type: 'work', number: '+45 2' },
              { type: 'home', number: '+45 3' },
              { type: 'home', number: '+45 4' },
            ],
            workAddress: { street: 'Havnegade 1', city: side === 'crm' ? 'Odense' : 'København' },
            homeAddress: { street: 'Skovvej 2', city: 'København' },
            ...{ spouse: 'Per', nickname: 'Annie' },
          },
        ],
      },
    },
  }),
);

scenario('[CON4] Salesforce takes the second address: the two change places, none is dropped', {
  given: { mailbox: [several] },
  when: [{ crm: 'edits', what: 'Anna Berg', set: { Email: 'anna@home.test' } }],
  then: { mailbox: { contacts: [{ emails: ['anna@home.test', 'anna@acme.test', 'berg@club.test'] }] } },
});

scenario('[CON4] another map: a re-mapped field goes to its new place, a field taken out of the map stays apart', {
  given: {
    settings: {
      contacts: {
        map: [
          { field: 'department', crm: '' },
          { field: 'nickname', crm: 'Department' },
        ],
      },
    },
    mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], department: 'R&D', nickname: 'Annie' })],
  },
  then: { crm: { contacts: [{ Department: 'Annie' }] }, mailbox: { contacts: [{ department: 'R&D', nickname: 'Annie' }] } },
});

scenario('[SYN2] an address that Salesforce refuses stays in the mailbox, and the contact syncs without it', {
  given: { mailbox: [contact('Anna Berg', { emails: ['anna@intranet'], title: 'CTO' })] },
  when: [{ crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } }],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: 'CEO', Email: null }] },
    mailbox: { contacts: [{ emails: ['anna@intranet'], title: 'CEO' }] },
    status: { 'Anna Berg': 'in step' },
  },
});

scenario('[SYN2] a text that Salesforce has to shorten keeps its length in the mailbox, and that is said', {
  given: { mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], title: 'x'.repeat(150) })] },
  when: [{ crm: 'edits', what: 'Anna Berg', set: { Department: 'R&D' } }],
  then: {
    crm: { contacts: [{ Title: `${'x'.repeat(127)}…` }] },
    mailbox: { contacts: [{ title: 'x'.repeat(150), department: 'R&D' }] },
    status: { 'Anna Berg': 'in step' },
    remarks: { 'Anna Berg': [{ cause: 'text shortened', facts: { field: 'title', from: 150, to: 128 } }] },
  },
});

scenario('[SYN2] a last name that is missing in the mailbox is stood in for, and never comes back', {
  given: { mailbox: [contact('Anna', { emails: ['anna@acme.test'], company: '' })] },
  when: [{ crm: 'edits', what: 'Anna anna', set: { Title: 'CEO' } }],
  then: {
    crm: { contacts: [{ FirstName: 'Anna', LastName: 'anna', Title: 'CEO' }] },
    mailbox: { contacts: [{ first: 'Anna', last: '', title: 'CEO' }] },
  },
});
