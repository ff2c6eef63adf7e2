/** The main job, from both sides (SYN1). */
import { contact, contactRecord, event, eventRecord, fromBothSides, scenario } from './scenario';

scenario('[SYN1] a new contact in the mailbox is created in Salesforce, with its account', {
  given: {
    crm: [{ kind: 'account', name: 'Acme' }],
    mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], company: 'Acme', title: 'CTO' })],
  },
  then: {
    crm: { contacts: [{ FirstName: 'Anna', LastName: 'Berg', Email: 'anna@acme.test', Title: 'CTO', 'Account.Name': 'Acme' }] },
    status: { 'Anna Berg': 'in step' },
  },
});

scenario('[SYN1] new events on either side reach the other', {
  given: {
    mailbox: [event('Lunch')],
    crm: [eventRecord('Visit', { StartDateTime: '2026-03-05T09:00:00Z', EndDateTime: '2026-03-05T10:00:00Z' })],
  },
  then: {
    crm: { events: [{ Subject: 'Lunch' }, { Subject: 'Visit' }] },
    mailbox: { events: [{ subject: 'Lunch' }, { subject: 'Visit', start: '2026-03-05T09:00:00Z', end: '2026-03-05T10:00:00Z' }] },
    status: { Lunch: 'in step', Visit: 'in step' },
  },
});

fromBothSides('[SYN1] a field changed on one side goes to the other', (side) => ({
  given:
    side === 'mailbox'
      ? { mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'] })] }
      : { crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' })] },
  when: [
    side === 'mailbox'
      ? { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }
      : { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } },
  ],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: 'CEO' }] },
    mailbox: { contacts: [{ last: 'Berg', title: 'CEO', emails: ['anna@acme.test'] }] },
    status: { 'Anna Berg': 'in step' },
    history: [{ what: 'updated', side: side === 'mailbox' ? 'crm' : 'mailbox', field: 'title', before: '', after: 'CEO' }],
  },
}));
