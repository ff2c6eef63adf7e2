/** What a configuration decides (CFG1, CFG3, CFG4); CFG5 and the rest of the form are tested with the form's own code. */
import { expect, test } from 'vitest';
import { defaults, normalise, syncsNothing } from '../../shared/core/configuration';
import { contact, contactRecord, event, eventRecord, fromBothSides, scenario } from './scenario';

const anna = contact('Anna Berg', { emails: ['anna@acme.test'] });

scenario('[CFG1] contacts off, events on', {
  given: {
    settings: { contacts: { direction: 'off' } },
    mailbox: [anna, event('Visit')],
    crm: [contactRecord('Bo Dahl', { Email: 'bo@acme.test' })],
  },
  then: {
    crm: { contacts: [{ LastName: 'Dahl' }], events: [{ Subject: 'Visit' }] },
    mailbox: { contacts: [{ last: 'Berg' }] },
    status: { 'Anna Berg': 'kept out: direction' },
  },
});

fromBothSides('[CFG1] one direction only: the other side is never written, and the source wins', (side) => ({
  given: {
    settings: {
      contacts: { direction: side === 'mailbox' ? 'mailbox to crm' : 'crm to mailbox', winner: side === 'mailbox' ? 'crm' : 'mailbox' },
      events: { direction: side === 'mailbox' ? 'mailbox to crm' : 'crm to mailbox' },
    },
    mailbox: [anna, contact('Cy Ek', { emails: ['cy@acme.test'] }), event('From the mailbox')],
    crm: [
      contactRecord('Anna Berg', { Email: 'anna@acme.test' }),
      contactRecord('Bo Dahl', { Email: 'bo@acme.test' }),
      eventRecord('From the CRM'),
    ],
  },
  when: [
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'Mailbox' } },
    { crm: 'edits', what: 'Anna Berg', set: { Title: 'CRM' } },
  ],
  then:
    side === 'mailbox'
      ? {
          crm: {
            contacts: [{ LastName: 'Berg', Title: 'Mailbox' }, { LastName: 'Dahl' }, { LastName: 'Ek' }],
            events: [{ Subject: 'From the mailbox' }, { Subject: 'From the CRM' }],
          },
          mailbox: { contacts: [{ last: 'Berg', title: 'Mailbox' }, { last: 'Ek' }], events: [{ subject: 'From the mailbox' }] },
        }
      : {
          crm: { contacts: [{ LastName: 'Berg', Title: 'CRM' }, { LastName: 'Dahl' }], events: [{ Subject: 'From the CRM' }] },
          mailbox: {
            contacts: [{ last: 'Berg', title: 'CRM' }, { last: 'Ek' }, { last: 'Dahl' }],
            events: [{ subject: 'From the mailbox' }, { subject: 'From the CRM' }],
          },
        },
}));

scenario('[CFG1] what the events settings leave out: all-day and blocked domains', {
  given: {
    settings: { events: { leaveOut: { allDay: true, withoutOutsiders: false } }, blockedDomains: ['rival.test'] },
    mailbox: [
      event('Holiday', { allDay: true, start: '2026-03-10', end: '2026-03-11' }),
      event('Talk', { attendees: [{ email: 'spy@mail.rival.test', name: '', response: 'none', optional: false, resource: false }] }),
      event('Visit'),
    ],
  },
  then: {
    crm: { events: [{ Subject: 'Visit' }] },
    status: { Holiday: 'kept out: all-day', Talk: 'kept out: blocked domain' },
    facts: { Talk: { domain: 'rival.test' } },
  },
});

scenario('[CFG1] declined events are left out; Outlook takes them out of the calendar by itself', {
  providers: ['google'],
  given: {
    mailbox: [
      event('Boring', {
        organizer: 'boss@customer.test',
        response: 'declined',
        attendees: [{ email: 'rep', name: '', response: 'declined', optional: false, resource: false }],
      }),
    ],
  },
  then: { crm: { events: [] }, status: { Boring: 'kept out: declined' } },
});

scenario('[CFG1] only events with outsiders', {
  given: {
    settings: { events: { leaveOut: { withoutOutsiders: true } } },
    mailbox: [
      event('Internal', { attendees: [{ email: 'colleague', name: '', response: 'none', optional: false, resource: false }] }),
      event('Customer', { attendees: [{ email: 'anna@acme.test', name: '', response: 'none', optional: false, resource: false }] }),
    ],
  },
  then: { crm: { events: [{ Subject: 'Customer' }] }, status: { Internal: 'kept out: without outsiders' } },
});

scenario('[CFG1] private events: off, kept out and never named', {
  given: { mailbox: [event('Doctor', { private: true })] },
  then: { crm: { events: [] }, status: { Doctor: 'kept out: private' } },
});

scenario('[CFG1] private events: time only; an edit of the record does not overwrite what it hides', {
  given: { settings: { events: { private: 'time only' } }, mailbox: [event('Doctor', { private: true, location: 'Clinic' })] },
  when: [{ crm: 'edits', what: 'Busy', set: { StartDateTime: '2026-03-02T11:00:00Z', EndDateTime: '2026-03-02T12:00:00Z' } }],
  then: {
    crm: { events: [{ Subject: 'Busy', Location: null, StartDateTime: '2026-03-02T11:00:00Z' }] },
    mailbox: { events: [{ subject: 'Doctor', location: 'Clinic', start: '2026-03-02T11:00:00Z', private: true }] },
  },
});

scenario('[CFG1] private events: all', {
  given: { settings: { events: { private: 'all' } }, mailbox: [event('Doctor', { private: true })] },
  then: { crm: { events: [{ Subject: 'Doctor', IsPrivate: true }] } },
});

scenario('[CFG1] contacts of blocked domains stay out, by any of their addresses', {
  given: { settings: { blockedDomains: ['rival.test'] }, mailbox: [contact('Sam Spy', { emails: ['sam@home.test', 'sam@rival.test'] })] },
  then: { crm: { contacts: [] }, status: { 'Sam Spy': 'kept out: blocked domain' } },
});

for (const [operator, values, kept] of [
  ['equals', ['Sales'], ['Sales']],
  ['not equals', ['Sales'], ['R&D', '']],
  ['contains', ['al'], ['Sales']],
  ['starts with', ['r'], ['R&D']],
  ['in', ['Sales', 'R&D'], ['R&D', 'Sales']],
  ['is empty', [], ['']],
] as const)
  scenario(`[CFG1] a condition "${operator}" on what the record would hold`, {
    given: {
      settings: { contacts: { conditions: [{ field: 'Department', operator, values }] } },
      mailbox: ['Sales', 'R&D', ''].map((department, n) => contact(`Person N${n}`, { emails: [`p${n}@acme.test`], department })),
    },
    then: { crm: { contacts: kept.map((Department) => ({ Department: Department === '' ? null : Department })) } },
  });

scenario('[CFG1] "all I can see" brings colleagues\' contacts, "mine" does not', {
  given: { settings: { contacts: { whose: 'all' } }, colleague: { crm: [contactRecord('Bo Dahl', { Email: 'bo@acme.test' })] } },
  then: { mailbox: { contacts: [{ last: 'Dahl' }] } },
});

// ------------------------------------------------------------ CFG3

scenario('[CFG3] no configuration: not set up, by name of what is missing; nothing is written', {
  given: { mailbox: [anna] },
  when: [{ admin: 'unassigns' }, { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }],
  then: { connection: 'not set up: no configuration', crm: { contacts: [{ Title: null }] } },
});

scenario('[CFG3] an inactive configuration does not count', {
  given: { mailbox: [anna] },
  when: [{ admin: { active: false } }, { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }],
  then: { connection: 'not set up: configuration inactive', crm: { contacts: [{ Title: null }] } },
});

scenario('[CFG3] active again: what was edited meanwhile follows', {
  given: { mailbox: [anna] },
  when: [{ admin: { active: false } }, { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } }, 'sync', { admin: { active: true } }],
  then: { connection: 'running', crm: { contacts: [{ Title: 'CEO' }] } },
});

// ------------------------------------------------------------ CFG4

scenario('[CFG4] a changed filter takes effect at the next cycle, also for what has been paired', {
  given: { mailbox: [anna, contact('Sam Spy', { emails: ['sam@rival.test'] })] },
  when: [{ admin: { blockedDomains: ['rival.test'] } }, { mailbox: 'edits', what: 'Sam Spy', set: { title: 'Not told' } }],
  then: {
    crm: { contacts: [{ LastName: 'Berg' }, { LastName: 'Spy', Title: null }] },
    status: { 'Sam Spy': 'kept out: blocked domain', 'Anna Berg': 'in step' },
  },
});

scenario('[CFG4] a changed direction takes effect for pairs, and what waited follows when it is opened again', {
  given: { mailbox: [anna] },
  when: [
    { admin: { contacts: { direction: 'mailbox to crm' } } },
    { crm: 'edits', what: 'Anna Berg', set: { Department: 'R&D' } },
    'sync',
    { admin: { contacts: { direction: 'both' } } },
  ],
  then: { mailbox: { contacts: [{ department: 'R&D' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[CFG4] a changed map takes effect for pairs: the newly mapped field is brought into line', {
  given: { mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], nickname: 'Annie' })] },
  when: [
    {
      admin: {
        contacts: {
          map: [
            { field: 'nickname', crm: 'Department' },
            { field: 'department', crm: '' },
          ],
        },
      },
    },
  ],
  then: { crm: { contacts: [{ Department: 'Annie' }] }, mailbox: { contacts: [{ nickname: 'Annie' }] } },
});

scenario('[CFG4] "mine" becomes "all I can see": what was not read before is listed at once', {
  given: { colleague: { crm: [contactRecord('Bo Dahl', { Email: 'bo@acme.test' })] }, mailbox: [anna] },
  when: [{ admin: { contacts: { whose: 'all' } } }],
  then: { mailbox: { contacts: [{ last: 'Berg' }, { last: 'Dahl' }] } },
});

// ------------------------------------------------------------ CFG5

test('CFG5 a configuration that would sync nothing is refused with the field and the reason; a useful one is not', () => {
  const base = normalise({ ...defaults, name: 'Standard', active: true });
  const off = { ...base, contacts: { ...base.contacts, direction: 'off' as const }, events: { ...base.events, direction: 'off' as const } };
  expect(syncsNothing(base)).toBeNull();
  expect(syncsNothing(off)).toEqual({ field: 'contacts.direction', because: 'both directions off' });
  const conditions = [
    { field: 'Department', operator: 'equals', values: ['Sales'] },
    { field: 'Department', operator: 'equals', values: ['R&D'] },
  ] as const;
  expect(syncsNothing({ ...base, contacts: { ...base.contacts, conditions } })?.because).toBe('conditions contradict');
});
