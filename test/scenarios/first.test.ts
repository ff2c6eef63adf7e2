import { expect, test } from 'vitest';
import { RepWorld } from './world';

test('a new contact in the mailbox is created in Salesforce, and an edit follows', async () => {
  const rep = new RepWorld();
  await rep.start();
  const id = rep.mailbox.hands.addContact({ first: 'Anna', last: 'Berg', emails: ['anna@acme.test'], company: 'Acme' });
  rep.crmHands.account('Acme');
  const result = await rep.rest();
  console.log(
    result,
    rep.org.all('contact').map((r) => r.fields),
  );
  expect(rep.org.all('contact').map((record) => record.fields.Email)).toEqual(['anna@acme.test']);
  rep.mailbox.hands.edit(id, { title: 'CEO' });
  rep.clock.pass(300_000);
  await rep.rest();
  expect(rep.org.all('contact').map((record) => record.fields.Title)).toEqual(['CEO']);
});

test('events both ways', async () => {
  const rep = new RepWorld();
  await rep.start();
  rep.mailbox.hands.addEvent({ subject: 'Lunch' });
  rep.crmHands.create(
    'event',
    {
      Subject: 'Visit',
      StartDateTime: '2026-03-05T09:00:00Z',
      EndDateTime: '2026-03-05T10:00:00Z',
      DurationInMinutes: 60,
      IsAllDayEvent: false,
      OwnerId: '005000000000001AAA',
    },
    { by: '005000000000001AAA' },
  );
  const result = await rep.rest();
  console.log(
    result,
    rep.org.all('event').map((r) => r.fields),
    rep.mailbox.hands,
  );
  expect(rep.org.all('event')).toHaveLength(2);
});
