/** Series (EVT3): each occurrence in the window is one event in Salesforce; what happens to one follows, however the vendor hides it. */
import { daily, fromBothSides, scenario } from './scenario';

const three = [
  { StartDateTime: '2026-03-02T09:00:00Z' },
  { StartDateTime: '2026-03-03T09:00:00Z' },
  { StartDateTime: '2026-03-04T09:00:00Z' },
];

scenario('[EVT3] each occurrence of a series is one Salesforce event', {
  given: { mailbox: [daily('Standup', 3)] },
  then: { crm: { events: three }, status: { 'Standup 2026-03-03': 'in step' } },
});

scenario('[EVT3] an edited and a moved occurrence follow, the others stay', {
  given: { mailbox: [daily('Standup', 3)] },
  when: [
    { mailbox: 'edits', what: 'Standup 2026-03-03', set: { location: 'Room 1' } },
    'sync',
    { mailbox: 'edits', what: 'Standup 2026-03-04', set: { start: '2026-03-05T12:00:00Z', end: '2026-03-05T13:00:00Z' } },
  ],
  then: {
    crm: {
      events: [
        { StartDateTime: '2026-03-02T09:00:00Z', Location: null },
        { StartDateTime: '2026-03-03T09:00:00Z', Location: 'Room 1' },
        { StartDateTime: '2026-03-05T12:00:00Z', Location: null },
      ],
    },
  },
});

scenario('[EVT3] a deleted occurrence takes its record along', {
  given: { mailbox: [daily('Standup', 3)] },
  when: [{ mailbox: 'deletes', what: 'Standup 2026-03-03' }],
  then: {
    crm: { events: [{ StartDateTime: '2026-03-02T09:00:00Z' }, { StartDateTime: '2026-03-04T09:00:00Z' }] },
    mailbox: { events: [{}, {}] },
  },
});

scenario('[EVT3] an occurrence that was edited first and deleted then is gone as well', {
  given: { mailbox: [daily('Standup', 3)] },
  when: [{ mailbox: 'edits', what: 'Standup 2026-03-03', set: { subject: 'Retro' } }, 'sync', { mailbox: 'deletes', what: 'Retro' }],
  then: { crm: { events: [{ StartDateTime: '2026-03-02T09:00:00Z' }, { StartDateTime: '2026-03-04T09:00:00Z' }] } },
});

scenario('[EVT3] a deleted series takes all its records along', {
  given: { mailbox: [daily('Standup', 3)] },
  when: [{ mailbox: 'deletes the series of', what: 'Standup' }],
  then: { crm: { events: [] }, mailbox: { events: [] } },
});

fromBothSides('[EVT3] one occurrence is deleted: it alone goes on the other side', (side) => ({
  given: { mailbox: [daily('Standup', 2)] },
  when: [{ [side]: 'deletes', what: 'Standup 2026-03-03' } as { readonly crm: 'deletes'; readonly what: string }],
  then: { crm: { events: [{ StartDateTime: '2026-03-02T09:00:00Z' }] }, mailbox: { events: [{ start: '2026-03-02T09:00:00Z' }] } },
}));

scenario('[EVT3] an occurrence changed in Salesforce changes in the calendar, alone', {
  given: { mailbox: [daily('Standup', 2)] },
  when: [{ crm: 'edits', what: 'Standup 2026-03-03', set: { Location: 'Room 1' } }],
  then: {
    mailbox: {
      events: [
        { start: '2026-03-02T09:00:00Z', location: '' },
        { start: '2026-03-03T09:00:00Z', location: 'Room 1' },
      ],
    },
  },
});

scenario('[EVT3] the window rolls every day: the next occurrence comes in, and none that has gone by is deleted', {
  given: { settings: { events: { daysBack: 1, daysAhead: 3 } }, mailbox: [daily('Standup', 10)] },
  when: [{ minutes: 1440 }, 'sync', { minutes: 1440 }, 'sync', { minutes: 1440 }],
  then: {
    crm: {
      events: [2, 3, 4, 5, 6, 7].map((day) => ({ Subject: 'Standup', StartDateTime: `2026-03-0${day}T09:00:00Z` })),
    },
    status: { 'Standup 2026-03-02': 'kept out: outside the window', 'Standup 2026-03-07': 'in step' },
  },
});

scenario('[EVT3] a deleted occurrence does not come back when the window rolls', {
  given: { settings: { events: { daysBack: 5, daysAhead: 3 } }, mailbox: [daily('Standup', 4)] },
  when: [{ crm: 'deletes', what: 'Standup 2026-03-03' }, 'sync', { minutes: 1440 }, 'sync', { minutes: 1440 }],
  then: { crm: { events: [2, 4, 5].map((day) => ({ StartDateTime: `2026-03-0${day}T09:00:00Z` })) }, mailbox: { events: [{}, {}, {}] } },
});
