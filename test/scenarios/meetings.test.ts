/** Who writes a meeting into Salesforce (EVT4), so that it is there once however many reps attend. */
import { contactRecord, event, scenario } from './scenario';

const person = (email: string, response: 'accepted' | 'none' | 'tentative' = 'none') => ({
  ...{ email, name: '', response, optional: false, resource: false },
});
const outside = { organizer: 'boss@customer.test', organizerName: 'Boss', mine: false, response: 'accepted' } as const;

scenario('[EVT4] the organizer syncs: one record, owned by the organizer; the attending rep pairs with it', {
  given: {
    colleague: { syncs: true },
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' })],
    mailbox: [event('Pipeline', { attendees: [person('colleague'), person('anna@acme.test')] })],
  },
  then: {
    crm: { events: [{ Subject: 'Pipeline', owner: 'Mira Holm', who: 'Anna Berg' }] },
    status: { Pipeline: 'in step' },
    colleague: { status: { Pipeline: 'in step: organizer syncs instead' } },
  },
  // The owner's name depends on who the rep is.
  providers: ['microsoft'],
});

scenario('[EVT4] the attending rep is there first: waits for the organizer, then pairs; never twice', {
  given: {
    colleague: { syncs: true, mailbox: [event('Forecast', { attendees: [person('rep')] })] },
  },
  when: [{ minutes: 11 }],
  then: {
    crm: { events: [{ Subject: 'Forecast' }] },
    status: { Forecast: 'in step: organizer syncs instead' },
    colleague: { status: { Forecast: 'in step' } },
  },
});

scenario("[EVT4] the organizer moves the meeting: the record follows once, by the organizer's device", {
  given: { colleague: { syncs: true, mailbox: [event('Forecast', { attendees: [person('rep')] })] } },
  when: [
    { minutes: 11 },
    'sync',
    { mailbox: 'edits', by: 'colleague', what: 'Forecast', set: { start: '2026-03-03T13:00:00Z', end: '2026-03-03T14:00:00Z' } },
  ],
  then: {
    crm: { events: [{ Subject: 'Forecast', StartDateTime: '2026-03-03T13:00:00Z' }] },
    status: { Forecast: 'in step: organizer syncs instead' },
  },
});

scenario('[EVT4] the organizer does not sync: the attending rep gets an own event, related to those who match', {
  given: {
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' })],
    mailbox: [event('Review', { ...outside, attendees: [person('rep', 'accepted'), person('anna@acme.test')] })],
  },
  then: {
    crm: { events: [{ Subject: 'Review', who: 'Anna Berg' }] },
    status: { Review: 'in step' },
    remarks: { Review: [{ cause: 'attendee not in salesforce', facts: { list: 'boss@customer.test' } }] },
  },
});

scenario("[EVT4] two reps attend a customer's meeting: it is there once", {
  given: {
    colleague: {
      syncs: true,
      mailbox: [event('Review', { ...outside, uid: 'review@customer.test', attendees: [person('rep'), person('colleague')] })],
    },
    mailbox: [event('Review', { ...outside, uid: 'review@customer.test', attendees: [person('rep'), person('colleague')] })],
  },
  then: { crm: { events: [{ Subject: 'Review' }] }, colleague: { status: { Review: 'in step: organizer syncs instead' } } },
});

scenario('[EVT4] a colleague who is no syncing rep organizes: an own event all the same', {
  given: { colleague: { syncs: false, mailbox: [event('Townhall', { attendees: [person('rep')] })] } },
  then: { crm: { events: [{ Subject: 'Townhall' }] }, status: { Townhall: 'in step' } },
});

scenario('[EVT4] users who attend become invitees with their answers', {
  given: { mailbox: [event('Handover', { attendees: [person('colleague')] })] },
  providers: ['microsoft'],
  then: { crm: { events: [{ Subject: 'Handover', invitees: ['Tomás Rey: New'] }] } },
});

scenario('[EVT4] a meeting that the rep does not organize is not changed in the calendar', {
  given: { mailbox: [event('Review', { ...outside, attendees: [person('rep', 'accepted')] })] },
  when: [{ crm: 'edits', what: 'Review', set: { Location: 'Rome' } }],
  then: { mailbox: { events: [{ subject: 'Review', location: '' }] }, status: { Review: 'needs you: not the organizer' } },
});

scenario('[EVT4] more than fifty who attend: fifty become invitees, the rest is listed', {
  given: {
    crm: Array.from({ length: 55 }, (_, n) => contactRecord(`Guest N${n}`, { Email: `guest${n}@acme.test` })),
    settings: { contacts: { direction: 'mailbox to crm' } },
    mailbox: [event('Congress', { attendees: Array.from({ length: 55 }, (_, n) => person(`guest${n}@acme.test`)) })],
  },
  then: { facts: {}, remarks: { Congress: [{ cause: 'attendee not in salesforce', facts: { n: 4 } }] }, status: { Congress: 'in step' } },
});
