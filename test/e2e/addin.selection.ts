/** What is selected in Outlook, and what the pane and the bar on the item say of it. */
import { describe, expect, test } from 'vitest';
import { ewsId } from '../../sandbox/hosts/outlook/items';
import { bar, button, calendar, card, day, mail, nothing, open, paneText } from './addin.day';
import { soon } from './addin.lab';

describe('what is selected', () => {
  test('SUR5 nothing: the whole state, and what needs the rep, which opens in place', async () => {
    const { lab } = day();
    await nothing();
    await lab.pane.getByText('Select a message or an appointment').waitFor();
    const list = lab.pane.locator('.is-popup-state');
    await list.getByText(/Needs you: [1-9]/).waitFor();
    await list.locator('ul.is-stack').first().getByRole('button').first().click();
    await button('Back').waitFor();
    await lab.pane.getByRole('group').first().waitFor();
    await button('Back').click();
    await lab.pane.getByText('Select a message or an appointment').waitFor();
  });

  test('SUR5 a message shows known, unknown and excluded people, not the rep and not colleagues', async () => {
    const { lab, hands, out } = day();
    await mail();
    await open('Offer for next week');
    await lab.pane.getByText('People in this message (2)').waitFor();
    await lab.pane.getByText('In step').first().waitFor();
    await lab.pane.getByText('1 colleague').waitFor();
    expect(await paneText()).not.toContain(hands.rep.email);
    await open('We would like to talk');
    await card('Not in Salesforce');
    await open('Sunday lunch');
    await card('Kept out by you');
    await soon(paneText).toContain(out);
    await open('Team lunch');
    await lab.pane.getByText('No one outside your company is in this message.').waitFor();
  });

  test('SUR5 a message that is being written shows whom it goes to, as they are added', async () => {
    const { lab } = day();
    const write = (count: number) =>
      lab.page.evaluate((wanted) => {
        const { outlook } = window as unknown as {
          outlook: { select(item: unknown): void; held: { mails: { from: object; to: object[] }[] } };
        };
        const [first, second, third] = outlook.held.mails;
        const to = [first?.from, second?.from, third?.from].slice(0, wanted);
        const draft = { mode: 'compose', id: '', subject: 'Draft', cc: [] };
        outlook.select({ ...outlook.held.mails[0], ...draft, to });
      }, count);
    await write(1);
    await lab.pane.getByText('People in this message (1)').waitFor();
    await write(2);
    await lab.pane.getByText('People in this message (2)').waitFor();
  });

  test('SUR5 a pinned pane follows to an appointment without being loaded again', async () => {
    const { lab, own } = day();
    const loads = () => lab.asked.filter((path) => path === '/addin/taskpane/index.html').length;
    await calendar();
    const before = loads();
    await open(own);
    await card('In step');
    await soon(paneText).toContain(own);
    await open('Dentist');
    await card(/Kept out as private/);
    await soon(bar).toContain('Instep: Kept out as private.');
    await open(own);
    await card('In step');
    await soon(bar).toBe('');
    expect(loads()).toBe(before);
  });

  test('SUR5 EVT3 an occurrence of a series is found by the id that Outlook gives it', async () => {
    await open('Hours for quotes');
    await card('In step');
    await soon(paneText).toContain('Hours for quotes');
  });

  test('SUR5 an appointment of somebody else, which is only read', async () => {
    await open(day().outside);
    await button('Why?').waitFor();
    await soon(paneText).toContain(day().outside);
  });

  test('SUR5 a new appointment is unknown until it is saved, and in step after the next sync', async () => {
    const { lab, hands } = day();
    await lab.page.getByRole('button', { name: 'New event' }).click();
    await lab.pane.getByText('Instep does not know this event yet').waitFor();
    const subject = 'A day at the fair';
    const at = (hours: number) => ({ dateTime: new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19), timeZone: 'UTC' });
    const { id } = await hands.graph<{ id: string }>('/me/events', {
      method: 'POST',
      body: { subject, start: at(30), end: at(31), attendees: [] },
    });
    await lab.page.evaluate((saved) => {
      const { outlook } = window as unknown as { outlook: { saved(id: string): void } };
      outlook.saved(saved);
    }, ewsId(id));
    await button('Sync now').click();
    await card('In step');
    await soon(paneText).toContain(subject);
    await soon(() => hands.records('Event', subject).length).toBe(1);
  });
});
