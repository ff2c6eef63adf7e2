/** What an item shows, and why (STA1, STA2): one vocabulary, from the planner itself. STA3 to STA5 are tested with the device. */
import { contact, event, eventRecord, scenario } from './scenario';

const anna = contact('Anna Berg', { emails: ['anna@acme.test'] });

scenario('[STA1] each status with the rule that decided and the action that changes it', {
  given: {
    settings: { events: { which: 'picked' }, blockedDomains: ['rival.test'] },
    mailbox: [
      anna,
      contact('Sam Spy', { emails: ['sam@rival.test'] }),
      contact('Kim Out', { emails: ['kim@acme.test'] }),
      event('Visit'),
      event('Lunch'),
    ],
  },
  when: [
    { mailbox: 'marks', what: 'Kim Out' },
    { card: 'Visit', act: { do: 'pick' } },
  ],
  then: {
    status: {
      'Anna Berg': 'in step',
      'Sam Spy': 'kept out: blocked domain',
      'Kim Out': 'kept out: kept out by you',
      Visit: 'in step',
      Lunch: 'not in salesforce: not picked',
    },
    actions: { 'Anna Berg': ['keep out'], 'Kim Out': ['bring back'], Lunch: ['pick'], 'Sam Spy': ['copy note'] },
  },
});

scenario('[STA1] waiting says until when and why', {
  given: { mailbox: [event('Visit')] },
  when: [{ weather: 'all records are locked' }, { mailbox: 'adds', item: anna }],
  then: { status: { 'Anna Berg': 'waiting: record locked' }, actions: { 'Anna Berg': ['retry'] } },
  quiet: false,
});

scenario('[STA2] "why?" names every rule that was looked at, the deciding one last, also for what was filtered', {
  given: {
    settings: { blockedDomains: ['rival.test'] },
    mailbox: [contact('Sam Spy', { emails: ['sam@rival.test'] }), event('Private', { private: true })],
  },
  then: {
    why: {
      'Sam Spy': ['kept out by you', 'not in the folder', 'private', 'blocked domain'],
      Private: ['kept out by you', 'outside the window', 'private'],
    },
  },
});

scenario('[STA2] "why?" of an excluded item ends at the rep\'s own word', {
  given: { mailbox: [anna] },
  when: [{ mailbox: 'marks', what: 'Anna Berg' }],
  then: { why: { 'Anna Berg': ['kept out by you'] } },
});

scenario('[STA2] "why?" of an item in step passes all rules', {
  given: { mailbox: [anna], crm: [eventRecord('Visit')] },
  then: {
    why: {
      'Anna Berg': [
        'kept out by you',
        'not in the folder',
        'private',
        'blocked domain',
        'owned by someone else',
        'field condition',
        'in step',
      ],
      Visit: [
        'kept out by you',
        'outside the window',
        'private',
        'cancelled',
        'declined',
        'all-day',
        'without outsiders',
        'blocked domain',
        'not picked',
        'in step',
      ],
    },
  },
});
