/** Keeping out (EXC1 to EXC3): from the card, and by hand in the native client. */
import { contact, daily, event, scenario } from './scenario';

const anna = contact('Anna Berg', { emails: ['anna@acme.test'] });
const keep = { do: 'keep out', record: 'keep', reach: 'this' } as const;

scenario('[EXC2] the category or label set by hand keeps a contact out; the record stays as it is', {
  given: { mailbox: [anna] },
  when: [{ mailbox: 'marks', what: 'Anna Berg' }, 'sync', { mailbox: 'edits', what: 'Anna Berg', set: { title: 'Not told' } }],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: null }] },
    status: { 'Anna Berg': 'kept out: kept out by you' },
    actions: { 'Anna Berg': ['bring back'] },
  },
});

scenario('[EXC2] taken off again by hand, what was edited meanwhile follows', {
  given: { mailbox: [anna] },
  when: [
    { mailbox: 'marks', what: 'Anna Berg' },
    'sync',
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    'sync',
    { mailbox: 'unmarks', what: 'Anna Berg' },
  ],
  then: { crm: { contacts: [{ LastName: 'Berg', Title: 'CEO' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[EXC2] set before the first sync, nothing of it reaches Salesforce', {
  given: { mailbox: [anna, event('Dentist')], synced: false },
  when: [
    { mailbox: 'marks', what: 'Anna Berg' },
    { mailbox: 'marks', what: 'Dentist' },
  ],
  then: { crm: { contacts: [], events: [] }, status: { 'Anna Berg': 'kept out: kept out by you', Dentist: 'kept out: kept out by you' } },
});

scenario('[EXC2] a click on the card puts the mark where the rep sees it in the native client', {
  given: { mailbox: [anna, event('Dentist')] },
  when: [
    { card: 'Anna Berg', act: keep },
    { card: 'Dentist', act: keep },
  ],
  then: {
    mailbox: { contacts: [{ last: 'Berg', keptOut: true }], events: [{ subject: 'Dentist', keptOut: true }] },
    crm: { contacts: [{ LastName: 'Berg' }], events: [{ Subject: 'Dentist' }] },
    status: { 'Anna Berg': 'kept out: kept out by you', Dentist: 'kept out: kept out by you' },
  },
});

scenario('[EXC1] kept out with "delete the record", and brought back by the opposite click', {
  given: { mailbox: [anna] },
  when: [
    { card: 'Anna Berg', act: { ...keep, record: 'delete' } },
    'sync',
    { card: 'Anna Berg', act: { do: 'bring back', reach: 'this' } },
  ],
  then: { crm: { contacts: [{ LastName: 'Berg' }] }, mailbox: { contacts: [{ keptOut: false }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[EXC3] every occurrence of a series with one click', {
  given: { mailbox: [daily('Yoga', 3), event('Visit')] },
  when: [{ card: 'Yoga 2026-03-03', act: { do: 'keep out', record: 'delete', reach: 'series' } }],
  then: { crm: { events: [{ Subject: 'Visit' }] }, status: { 'Yoga 2026-03-02': 'kept out: kept out by you', Visit: 'in step' } },
});

scenario('[EXC3] every item of a domain with one click', {
  given: {
    mailbox: [
      anna,
      contact('Bo Dahl', { emails: ['bo@acme.test'] }),
      contact('Cy Ek', { emails: ['cy@other.test'] }),
      event('Acme', { attendees: [{ email: 'bo@acme.test', name: '', response: 'none', optional: false, resource: false }] }),
    ],
  },
  when: [{ card: 'Anna Berg', act: { do: 'keep out', record: 'keep', reach: 'domain' } }],
  then: { status: { 'Bo Dahl': 'kept out: kept out by you', 'Cy Ek': 'in step', Acme: 'kept out: kept out by you' } },
});
