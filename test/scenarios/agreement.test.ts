/** Agreement, conflict and deletion (SYN1 to SYN4), and one bad item beside good ones (SYN8). */
import { contact, contactRecord, event, eventRecord, fromBothSides, scenario } from './scenario';

const anna = contact('Anna Berg', { emails: ['anna@acme.test'] });
const both = [
  { mailbox: 'edits', what: 'Anna Berg', set: { title: 'Mailbox', department: 'R&D' } },
  { crm: 'edits', what: 'Anna Berg', set: { Title: 'CRM', Phone: '+45 1' } },
] as const;

scenario('[SYN1] different fields changed on both sides: both changes are kept', {
  given: { mailbox: [anna] },
  when: [
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    { crm: 'edits', what: 'Anna Berg', set: { Department: 'R&D' } },
  ],
  then: { crm: { contacts: [{ Title: 'CEO', Department: 'R&D' }] }, mailbox: { contacts: [{ title: 'CEO', department: 'R&D' }] } },
});

for (const [winner, kept, lost, side] of [
  ['crm', 'CRM', 'Mailbox', 'mailbox'],
  ['mailbox', 'Mailbox', 'CRM', 'crm'],
] as const)
  scenario(`[SYN1] one field changed on both sides: ${winner} wins as configured, and the losing value is in the history`, {
    given: { settings: { contacts: { winner } }, mailbox: [anna] },
    when: both,
    then: {
      crm: { contacts: [{ Title: kept, Department: 'R&D', Phone: '+45 1' }] },
      mailbox: { contacts: [{ title: kept, department: 'R&D' }] },
      history: [{ what: 'lost value', side, field: 'title', before: lost, after: kept }],
    },
  });

fromBothSides('[SYN1] one field changed on both sides: the latest wins where so configured', (side) => ({
  given: { settings: { contacts: { winner: 'latest' } }, mailbox: [anna] },
  when: side === 'crm' ? [both[0], { minutes: 1 }, both[1]] : [both[1], { minutes: 1 }, both[0]],
  then: {
    crm: { contacts: [{ Title: side === 'crm' ? 'CRM' : 'Mailbox' }] },
    mailbox: { contacts: [{ title: side === 'crm' ? 'CRM' : 'Mailbox' }] },
  },
}));

scenario('[SYN1] changed on both sides to the same value: nothing is lost', {
  given: { mailbox: [anna] },
  when: [
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } },
  ],
  then: { crm: { contacts: [{ Title: 'CEO' }] }, status: { 'Anna Berg': 'in step' } },
});

fromBothSides('[SYN1] a field that somebody emptied is emptied on the other side', (side) => ({
  given: { mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], title: 'CEO' })] },
  when: [
    side === 'mailbox'
      ? { mailbox: 'edits', what: 'Anna Berg', set: { title: '' } }
      : { crm: 'edits', what: 'Anna Berg', set: { Title: null } },
  ],
  then: { crm: { contacts: [{ Title: null }] }, mailbox: { contacts: [{ title: '' }] } },
}));

// ------------------------------------------------------------ SYN3

fromBothSides('[SYN3] a deleted contact is remembered: its twin stays unlinked, and it never comes back by itself', (side) => ({
  given: { mailbox: [anna] },
  when: [
    { [side]: 'deletes', what: 'Anna Berg' } as { readonly crm: 'deletes'; readonly what: string },
    'sync',
    side === 'mailbox'
      ? { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } }
      : { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
  ],
  then: {
    crm: { contacts: side === 'mailbox' ? [{ Title: 'CEO' }] : [] },
    mailbox: { contacts: side === 'crm' ? [{ title: 'CEO' }] : [] },
    status: { 'Anna Berg': 'kept out: deleted and remembered' },
    actions: { 'Anna Berg': ['restore'] },
  },
}));

fromBothSides('[SYN3] where so configured a deletion deletes the twin', (side) => ({
  given: { settings: { contacts: { onDelete: { mailbox: 'delete', crm: 'delete' } } }, mailbox: [anna] },
  when: [{ [side]: 'deletes', what: 'Anna Berg' } as { readonly crm: 'deletes'; readonly what: string }],
  then: { crm: { contacts: [] }, mailbox: { contacts: [] }, history: [{ what: 'removed' }] },
}));

fromBothSides('[SYN3] a deleted event takes its twin along', (side) => ({
  given: { mailbox: [event('Visit')] },
  when: [{ [side]: 'deletes', what: 'Visit' } as { readonly crm: 'deletes'; readonly what: string }],
  then: { crm: { events: [] }, mailbox: { events: [] } },
}));

fromBothSides('[SYN3] an edit outlives the deletion of the twin', (side) => ({
  given: { settings: { contacts: { onDelete: { mailbox: 'delete', crm: 'delete' } } }, mailbox: [anna] },
  when: [
    { [side]: 'deletes', what: 'Anna Berg' } as { readonly crm: 'deletes'; readonly what: string },
    side === 'mailbox'
      ? { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } }
      : { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
  ],
  then: {
    crm: { contacts: [{ LastName: 'Berg', Title: 'CEO' }] },
    mailbox: { contacts: [{ last: 'Berg', title: 'CEO' }] },
    status: { 'Anna Berg': 'in step' },
  },
}));

fromBothSides('[SYN3] the rep asks for it back: it is made again, once', (side) => ({
  given: { mailbox: [anna] },
  when: [
    { [side]: 'deletes', what: 'Anna Berg' } as { readonly crm: 'deletes'; readonly what: string },
    'sync',
    { card: 'Anna Berg', act: { do: 'restore' } },
  ],
  then: { crm: { contacts: [{ LastName: 'Berg' }] }, mailbox: { contacts: [{ last: 'Berg' }] }, status: { 'Anna Berg': 'in step' } },
}));

scenario('[SYN3] a calendar event made from a record, deleted and wanted back, has a new id and no twin too many', {
  given: { crm: [eventRecord('Visit')], settings: { events: { onDelete: { mailbox: 'unlink', crm: 'unlink' } } } },
  when: [{ mailbox: 'deletes', what: 'Visit' }, 'sync', { card: 'Visit', act: { do: 'restore' } }],
  then: { crm: { events: [{ Subject: 'Visit' }] }, mailbox: { events: [{ subject: 'Visit' }] }, status: { Visit: 'in step' } },
});

// ------------------------------------------------------------ SYN4

const many = Array.from({ length: 24 }, (_, n) => contact(`Person N${n}`, { emails: [`p${n}@acme.test`] }));

scenario('[SYN4] more than ten deletions and more than a tenth of the pairs: stops before the first, and asks', {
  given: { settings: { contacts: { onDelete: { mailbox: 'delete', crm: 'delete' } } }, mailbox: many },
  when: many.slice(0, 12).map((_, n) => ({ mailbox: 'deletes' as const, what: `Person N${n}` })),
  then: { crm: { contacts: many.map((_, n) => ({ LastName: `N${n}` })) }, connection: 'stopped' },
});

scenario('[SYN4] ten deletions go through', {
  given: { settings: { contacts: { onDelete: { mailbox: 'delete', crm: 'delete' } } }, mailbox: many },
  when: many.slice(0, 10).map((_, n) => ({ mailbox: 'deletes' as const, what: `Person N${n}` })),
  then: { crm: { contacts: many.slice(10).map((_, n) => ({ LastName: `N${n + 10}` })) }, connection: 'running' },
});

// ------------------------------------------------------------ SYN8

const good = contact('Gill Good', { emails: ['good@acme.test'] });
const abroad = { street: 'Main St 1', city: 'Springfield', state: '', postalCode: '1', country: 'Nowhere' };
const bad = contact('Bill Bad', { emails: ['bad@acme.test'], workAddress: abroad });

scenario('[SYN8] one bad item never holds up another: it becomes an issue with its cause, and what can be done', {
  given: { synced: false },
  when: [{ weather: 'a record is refused' }, { mailbox: 'adds', item: bad }, 'sync', { mailbox: 'adds', item: good }],
  only: { on: 'HTTP', because: 'the org says which record it refuses, by its country' },
  then: {
    crm: { contacts: [{ LastName: 'Good' }] },
    status: { 'Gill Good': 'in step', 'Bill Bad': 'failed: value too long or wrong' },
    actions: { 'Bill Bad': ['retry', 'copy note'] },
  },
});

scenario('[SYN8] a permanent failure is tried again when the item changes', {
  given: { synced: false },
  when: [
    { weather: 'a record is refused' },
    { mailbox: 'adds', item: bad },
    'sync',
    { mailbox: 'edits', what: 'Bill Bad', set: { workAddress: { ...abroad, country: 'Denmark' } } },
  ],
  then: { crm: { contacts: [{ LastName: 'Bad', MailingCountry: 'Denmark' }] }, status: { 'Bill Bad': 'in step' } },
});

scenario('[SYN8] a permanent failure is tried again when the configuration changes', {
  given: { synced: false },
  when: [
    { weather: 'a record is refused' },
    { mailbox: 'adds', item: bad },
    'sync',
    { weather: 'fair' },
    { admin: { blockedDomains: ['rival.test'] } },
  ],
  then: { crm: { contacts: [{ LastName: 'Bad' }] }, status: { 'Bill Bad': 'in step' } },
});

scenario('[SYN8] a permanent failure is not tried again by itself; one click tries it again', {
  given: { synced: false },
  when: [
    { weather: 'a record is refused' },
    { mailbox: 'adds', item: bad },
    'sync',
    { weather: 'fair' },
    { minutes: 600 },
    'sync',
    { card: 'Bill Bad', act: { do: 'retry' } },
  ],
  then: { crm: { contacts: [{ LastName: 'Bad' }] }, status: { 'Bill Bad': 'in step' } },
});

scenario('[SYN8] a transient failure of one record is retried by itself', {
  given: { synced: false },
  when: [{ weather: 'a record is locked for a while' }, { mailbox: 'adds', item: anna }, 'sync', { minutes: 20 }],
  then: { crm: { contacts: [{ LastName: 'Berg' }] }, status: { 'Anna Berg': 'in step' } },
});

scenario('[SYN8] Salesforce is down for a while: waiting, then all of it follows', {
  given: { mailbox: [anna] },
  when: [
    { weather: 'Salesforce is down' },
    { mailbox: 'edits', what: 'Anna Berg', set: { title: 'CEO' } },
    'sync',
    { weather: 'fair' },
    { minutes: 60 },
  ],
  then: { crm: { contacts: [{ Title: 'CEO' }] }, connection: 'running' },
});

scenario('[SYN8] the mailbox asks for patience: waiting, then all of it follows', {
  given: { mailbox: [anna] },
  when: [
    { crm: 'edits', what: 'Anna Berg', set: { Title: 'CEO' } },
    { weather: 'the mailbox is busy' },
    'sync',
    { weather: 'fair' },
    { minutes: 60 },
  ],
  then: { mailbox: { contacts: [{ title: 'CEO' }] }, connection: 'running' },
});

scenario('[SYN1] a record matched anew takes what the other side has, and conflicts go to the winner', {
  given: {
    mailbox: [contact('Anna Berg', { emails: ['anna@acme.test'], title: 'Mailbox', department: 'R&D' })],
    crm: [contactRecord('Anna Berg', { Email: 'anna@acme.test', Title: 'CRM', Phone: '+45 1' })],
  },
  then: {
    crm: { contacts: [{ Title: 'CRM', Department: 'R&D', Phone: '+45 1' }] },
    mailbox: { contacts: [{ title: 'CRM', department: 'R&D', phones: [{ type: 'work', number: '+45 1' }] }] },
    history: [{ what: 'lost value', side: 'mailbox', field: 'title', before: 'Mailbox', after: 'CRM' }],
  },
});
