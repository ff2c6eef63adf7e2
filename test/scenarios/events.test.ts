/** Events of one rep: the window, times and texts (EVT1), matching (EVT2), people (EVT5), picking (EVT7). */
import { expect } from 'vitest';
import { account, contactRecord, event, eventRecord, fromBothSides, lead, scenario } from './scenario';

const at = (start: string, end: string) => ({ start, end });
const person = (email: string, response: 'accepted' | 'none' = 'none') => ({ email, name: '', response, optional: false, resource: false });

fromBothSides('[EVT1] an all-day event stays all-day', (side) => ({
  given:
    side === 'mailbox'
      ? { mailbox: [event('Fair', { ...at('2026-03-10', '2026-03-12'), allDay: true })] }
      : {
          crm: [
            eventRecord('Fair', {
              ...{
                IsAllDayEvent: true,
                ActivityDate: '2026-03-10',
                StartDateTime: '2026-03-10T00:00:00Z',
                EndDateTime: '2026-03-11T00:00:00Z',
              },
              DurationInMinutes: 2880,
            }),
          ],
        },
  then: {
    crm: { events: [{ Subject: 'Fair', IsAllDayEvent: true, ActivityDate: '2026-03-10', DurationInMinutes: 2880 }] },
    mailbox: { events: [{ subject: 'Fair', start: '2026-03-10', end: '2026-03-12', allDay: true }] },
    status: { Fair: 'in step' },
  },
}));

fromBothSides('[EVT1] a timed event becomes all-day, and the other way round', (side) => ({
  given: { mailbox: [event('Fair')] },
  when: [
    side === 'mailbox'
      ? { mailbox: 'edits', what: 'Fair', set: { ...at('2026-03-10', '2026-03-11'), allDay: true } }
      : {
          crm: 'edits',
          what: 'Fair',
          set: {
            IsAllDayEvent: true,
            ActivityDate: '2026-03-10',
            StartDateTime: '2026-03-10T00:00:00Z',
            EndDateTime: '2026-03-10T00:00:00Z',
            DurationInMinutes: 1440,
          },
        },
  ],
  then: {
    crm: { events: [{ Subject: 'Fair', IsAllDayEvent: true, ActivityDate: '2026-03-10', DurationInMinutes: 1440 }] },
    mailbox: { events: [{ subject: 'Fair', start: '2026-03-10', end: '2026-03-11', allDay: true }] },
  },
}));

scenario('[EVT1] more than a day goes over as it is; more than fourteen days is cut, and said; the calendar keeps it whole', {
  given: {
    mailbox: [
      event('Offsite', at('2026-03-10T09:00:00Z', '2026-03-12T17:00:00Z')),
      event('Tour', at('2026-03-10T09:00:00Z', '2026-03-30T09:00:00Z')),
    ],
  },
  when: [{ crm: 'edits', what: 'Tour', set: { Location: 'Rome' } }],
  then: {
    crm: {
      events: [
        { Subject: 'Offsite', DurationInMinutes: 3360 },
        { Subject: 'Tour', StartDateTime: '2026-03-10T09:00:00Z', DurationInMinutes: 20160 },
      ],
    },
    mailbox: { events: [{ subject: 'Offsite' }, { subject: 'Tour', location: 'Rome', end: '2026-03-30T09:00:00Z' }] },
    remarks: { Tour: [{ cause: 'text shortened', facts: { field: 'time', from: 28800, to: 20160 } }] },
    status: { Tour: 'in step' },
  },
});

scenario('[EVT1] days with and without daylight saving: the instants are the same on both sides', {
  given: {
    // 29 March 2026: clocks change in Europe.
    mailbox: [
      event('Before', at('2026-03-28T08:00:00Z', '2026-03-28T09:00:00Z')),
      event('Over', at('2026-03-28T23:30:00Z', '2026-03-29T03:30:00Z')),
    ],
    crm: [eventRecord('After', { StartDateTime: '2026-03-30T07:00:00Z', EndDateTime: '2026-03-30T08:00:00Z' })],
  },
  then: {
    crm: {
      events: [
        { Subject: 'Before', StartDateTime: '2026-03-28T08:00:00Z', DurationInMinutes: 60 },
        { Subject: 'Over', StartDateTime: '2026-03-28T23:30:00Z', EndDateTime: '2026-03-29T03:30:00Z', DurationInMinutes: 240 },
        { Subject: 'After' },
      ],
    },
    mailbox: {
      events: [{ subject: 'Before' }, { subject: 'Over' }, { subject: 'After', ...at('2026-03-30T07:00:00Z', '2026-03-30T08:00:00Z') }],
    },
  },
});

scenario('[EVT1] a description in HTML arrives as text, and is not written back as an edit', {
  given: {
    mailbox: [
      event(
        'Kick-off',
        {},
        '<html><body><h1>Agenda</h1><ul><li>Prices &amp; terms</li></ul><p>See <a href="https://a.test">this</a></p></body></html>',
      ),
    ],
  },
  when: [{ mailbox: 'edits', what: 'Kick-off', set: { location: 'Room 1' } }],
  only: { on: 'HTTP', because: 'the mailbox in memory has plain texts only' },
  then: {
    crm: { events: [{ Description: expectText('Agenda', 'Prices & terms', 'this'), Location: 'Room 1' }] },
    status: { 'Kick-off': 'in step' },
  },
});

scenario('[EVT1] a subject beyond the limit of Salesforce is cut there, and said', {
  given: { mailbox: [event('S'.repeat(300))] },
  then: {
    crm: { events: [{ Subject: `${'S'.repeat(254)}…` }] },
    mailbox: { events: [{ subject: 'S'.repeat(300) }] },
    remarks: { [`${'S'.repeat(300)}`]: [{ cause: 'text shortened', facts: { field: 'subject', from: 300, to: 255 } }] },
  },
});

scenario('[EVT1] events outside the window do not take part; tomorrow one more day does', {
  given: {
    settings: { events: { daysBack: 10, daysAhead: 20 } },
    // The window ends twenty days after midnight of today.
    mailbox: [
      event('Soon', at('2026-03-21T09:00:00Z', '2026-03-21T10:00:00Z')),
      event('Later', at('2026-03-22T09:00:00Z', '2026-03-22T10:00:00Z')),
    ],
    crm: [eventRecord('Long ago', { StartDateTime: '2026-02-01T09:00:00Z', EndDateTime: '2026-02-01T10:00:00Z' })],
  },
  when: [{ minutes: 1440 }],
  then: {
    crm: { events: [{ Subject: 'Soon' }, { Subject: 'Later' }, { Subject: 'Long ago' }] },
    mailbox: { events: [{ subject: 'Soon' }, { subject: 'Later' }] },
  },
});

scenario('[EVT1] an event moved out of the window takes its record along, and is told as outside', {
  given: { settings: { events: { daysBack: 10, daysAhead: 20 } }, mailbox: [event('Visit'), event('Call')] },
  when: [
    { mailbox: 'edits', what: 'Visit', set: at('2026-09-01T09:00:00Z', '2026-09-01T10:00:00Z') },
    { crm: 'edits', what: 'Call', set: { StartDateTime: '2026-09-02T09:00:00Z', EndDateTime: '2026-09-02T10:00:00Z' } },
  ],
  then: {
    crm: {
      events: [
        { Subject: 'Visit', StartDateTime: '2026-09-01T09:00:00Z' },
        { Subject: 'Call', StartDateTime: '2026-09-02T09:00:00Z' },
      ],
    },
    mailbox: { events: [{ start: '2026-09-01T09:00:00Z' }, { start: '2026-09-02T09:00:00Z' }] },
    status: { Visit: 'kept out: outside the window', Call: 'kept out: outside the window' },
  },
});

fromBothSides('[EVT1] moved, renamed, another place and free: all of it follows', (side) => ({
  given: { mailbox: [event('Visit')] },
  when: [
    side === 'mailbox'
      ? {
          mailbox: 'edits',
          what: 'Visit',
          set: {
            subject: 'Call',
            location: 'Teams',
            description: 'Two\nlines',
            showAs: 'free',
            ...at('2026-03-04T11:00:00Z', '2026-03-04T12:30:00Z'),
          },
        }
      : {
          crm: 'edits',
          what: 'Visit',
          set: {
            ...{ Subject: 'Call', Location: 'Teams', Description: 'Two\nlines', ShowAs: 'Free', DurationInMinutes: 90 },
            ...{ StartDateTime: '2026-03-04T11:00:00Z', EndDateTime: '2026-03-04T12:30:00Z' },
          },
        },
  ],
  then: {
    crm: { events: [{ Subject: 'Call', Location: 'Teams', ShowAs: 'Free', StartDateTime: '2026-03-04T11:00:00Z', DurationInMinutes: 90 }] },
    mailbox: {
      events: [
        {
          subject: 'Call',
          location: 'Teams',
          description: 'Two\nlines',
          showAs: 'free',
          ...at('2026-03-04T11:00:00Z', '2026-03-04T12:30:00Z'),
        },
      ],
    },
  },
}));

// ------------------------------------------------------------ EVT2

scenario('[EVT2] the same subject, start and end on both sides are one event', {
  given: { mailbox: [event('Visit', { location: 'Here' })], crm: [eventRecord('Visit', { Description: 'From the CRM' })] },
  then: {
    crm: { events: [{ Subject: 'Visit', Location: 'Here', Description: 'From the CRM' }] },
    mailbox: { events: [{ subject: 'Visit', location: 'Here', description: 'From the CRM' }] },
    status: { Visit: 'in step' },
  },
});

scenario('[EVT2] another start is another event', {
  given: {
    mailbox: [event('Visit')],
    crm: [eventRecord('Visit', { StartDateTime: '2026-03-02T09:30:00Z', EndDateTime: '2026-03-02T10:30:00Z' })],
  },
  then: {
    crm: { events: [{ Subject: 'Visit' }, { Subject: 'Visit' }] },
    mailbox: { events: [{ subject: 'Visit' }, { subject: 'Visit' }] },
  },
});

// ------------------------------------------------------------ EVT5, EVT6

const invited = event('Kick-off', {
  attendees: [person('anna@acme.test', 'accepted'), person('lea@new.test'), person('nobody@else.test')],
});

scenario('[EVT5] an event relates to the contacts and leads who attend; who could not be related is listed', {
  given: { crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' }), lead('Lea New', 'lea@new.test')], mailbox: [invited] },
  then: {
    crm: { events: [{ Subject: 'Kick-off', who: 'Anna Berg', invitees: ['Lea New: New'] }] },
    status: { 'Kick-off': 'in step' },
    remarks: { 'Kick-off': [{ cause: 'attendee not in salesforce', facts: { n: 1, list: 'nobody@else.test' } }] },
  },
});

scenario('[EVT5] the rep relates an event by hand, and it stays so', {
  given: { crm: [account('Acme'), contactRecord('Anna Berg', { Email: 'anna@acme.test' })], mailbox: [event('Lunch')] },
  when: [
    { card: 'Lunch', act: { do: 'relate to', person: 'Anna Berg' } },
    'sync',
    { mailbox: 'edits', what: 'Lunch', set: { location: 'Café' } },
  ],
  then: { crm: { events: [{ Subject: 'Lunch', who: 'Anna Berg', Location: 'Café' }] }, status: { Lunch: 'in step' } },
});

scenario('[EVT5] what somebody related in Salesforce by hand is not undone by an edit in the calendar', {
  given: {
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' }), contactRecord('Bo Dahl', { Email: 'bo@acme.test' })],
    mailbox: [event('Kick-off', { attendees: [person('anna@acme.test')] })],
  },
  when: [
    { crm: 'edits', what: 'Kick-off', set: { WhoId: 'Bo Dahl' } },
    'sync',
    { mailbox: 'edits', what: 'Kick-off', set: { location: 'Here' } },
  ],
  then: { crm: { events: [{ who: 'Bo Dahl', Location: 'Here' }] } },
});

scenario('[SYN2] while people cannot be asked, nobody is unrelated', {
  given: {
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' })],
    mailbox: [event('Kick-off', { attendees: [person('anna@acme.test')] })],
  },
  when: [
    { weather: 'people cannot be asked' },
    { minutes: 70 },
    { mailbox: 'edits', what: 'Kick-off', set: { attendees: [person('anna@acme.test'), person('new@acme.test')] } },
  ],
  then: { crm: { events: [{ who: 'Anna Berg' }] } },
});

scenario('[EVT6] an event that comes from Salesforce invites nobody', {
  given: {
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test' }), eventRecord('Visit', {}, 'Anna Berg')],
  },
  then: { mailbox: { events: [{ subject: 'Visit', attendees: [] }] } },
});

scenario('[EVT6] a change in Salesforce to a meeting with guests is not written to Outlook, which would mail them', {
  given: { mailbox: [invited] },
  providers: ['microsoft'],
  when: [{ crm: 'edits', what: 'Kick-off', set: { Location: 'Rome' } }],
  then: {
    crm: { events: [{ Location: 'Rome' }] },
    mailbox: { events: [{ location: '' }] },
    status: { 'Kick-off': 'needs you: would mail attendees' },
  },
});

scenario('[EVT6] a change in Salesforce to a meeting with guests reaches Google, which tells nobody', {
  given: { mailbox: [invited] },
  providers: ['google'],
  when: [{ crm: 'edits', what: 'Kick-off', set: { Location: 'Rome' } }],
  then: { mailbox: { events: [{ location: 'Rome' }] }, status: { 'Kick-off': 'in step' } },
});

scenario('[EVT6] a meeting deleted in Salesforce is not called off in Outlook by itself', {
  given: { mailbox: [invited] },
  providers: ['microsoft'],
  when: [{ crm: 'deletes', what: 'Kick-off' }],
  then: { mailbox: { events: [{ subject: 'Kick-off' }] }, status: { 'Kick-off': 'needs you: would mail attendees' } },
});

const visit = (subject: string, day = '2026-03-03') =>
  eventRecord(subject, { StartDateTime: `${day}T09:00:00Z`, EndDateTime: `${day}T10:00:00Z` }, 'Anna Berg');
const anna = contactRecord('Anna Berg', { Email: 'Anna@acme.test' });
const allowed = { events: { mayInvite: true } };

scenario('[EVT6] where the configuration allows it, an event that comes from Salesforce invites those whom it relates to, once', {
  given: { settings: allowed, crm: [anna, visit('Visit')] },
  mails: 1,
  then: {
    mailbox: { events: [{ subject: 'Visit', attendees: [expect.objectContaining({ email: 'anna@acme.test' })] }] },
    crm: { events: [{ Subject: 'Visit', who: 'Anna Berg', invitees: [] }] },
    status: { Visit: 'in step' },
  },
});

scenario('[EVT6] where the configuration allows it, attendees are told of a change that comes from Salesforce, and of its end', {
  given: { settings: allowed, crm: [anna], mailbox: [event('Kick-off', { attendees: [person('anna@acme.test')] })] },
  when: [{ crm: 'edits', what: 'Kick-off', set: { Location: 'Rome' } }, 'sync', { crm: 'deletes', what: 'Kick-off' }],
  mails: 2,
  then: { mailbox: { events: [] }, crm: { events: [] } },
});

scenario('[EVT6] nobody is invited to what is over, from a blocked domain, or without an address', {
  given: {
    settings: { ...allowed, blockedDomains: ['rival.test'] },
    crm: [
      anna,
      contactRecord('Bo Dahl', { Email: 'bo@rival.test' }),
      contactRecord('Cy Ek'),
      visit('Over', '2026-03-01'),
      eventRecord('Rival', { StartDateTime: '2026-03-03T09:00:00Z', EndDateTime: '2026-03-03T10:00:00Z' }, 'Bo Dahl'),
      eventRecord('Nowhere', { StartDateTime: '2026-03-04T09:00:00Z', EndDateTime: '2026-03-04T10:00:00Z' }, 'Cy Ek'),
    ],
  },
  then: {
    mailbox: {
      events: [
        { subject: 'Over', attendees: [] },
        { subject: 'Rival', attendees: [] },
        { subject: 'Nowhere', attendees: [] },
      ],
    },
  },
});

scenario('[EVT6] while people cannot be asked, nobody is half invited: the event waits', {
  given: { settings: allowed, crm: [lead('Lea New', 'lea@new.test')] },
  when: [
    { weather: 'people cannot be asked' },
    { crm: 'adds', thing: eventRecord('Visit', { StartDateTime: '2026-03-03T09:00:00Z', EndDateTime: '2026-03-03T10:00:00Z' }, 'Lea New') },
  ],
  then: { mailbox: { events: [] }, crm: { events: [{ Subject: 'Visit' }] } },
});

// ------------------------------------------------------------ EVT7

scenario('[EVT7] in "only those the rep picks" an event is not in Salesforce until one click', {
  given: { settings: { events: { which: 'picked' } }, mailbox: [event('Dentist'), event('Visit')] },
  when: [{ card: 'Visit', act: { do: 'pick' } }],
  then: {
    crm: { events: [{ Subject: 'Visit' }] },
    status: { Visit: 'in step', Dentist: 'not in salesforce: not picked' },
    actions: { Dentist: ['pick'] },
  },
});

scenario('[EVT7] what came from Salesforce needs no picking', {
  given: { settings: { events: { which: 'picked' } }, crm: [eventRecord('Visit')] },
  when: [{ crm: 'edits', what: 'Visit', set: { Location: 'Rome' } }],
  then: { mailbox: { events: [{ subject: 'Visit', location: 'Rome' }] }, status: { Visit: 'in step' } },
});

function expectText(...parts: readonly string[]): string {
  return expect.stringMatching(new RegExp(parts.join('[\\s\\S]*'))) as string;
}
