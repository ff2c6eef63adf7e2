/** Meetings: who gets a copy, and who gets mail. Create and update with attendees mail them; there is no switch against it. */
import { expect, test } from 'vitest';
import { createGoogle } from '../../sandbox/google';
import { ann, ben, event, gus, Lab, MARCH, weekly } from './graph-lab';

const attendees = (...people: readonly { name: string; email: string }[]) => ({
  attendees: people.map(({ name, email }) => ({ type: 'required', emailAddress: { name, address: email } })),
});
const meeting = (more = {}) => event('Review', '2026-03-10T09:00:00', '2026-03-10T10:00:00', { ...attendees(ben), ...more });

test('Graph meetings: an event without attendees sends no mail', async () => {
  const lab = new Lab();
  const { id } = (await lab.post('/me/events', event('x', '2026-03-10T09:00:00', '2026-03-10T10:00:00'))).json;
  await lab.patch(`/me/events/${id}`, { subject: 'y' });
  await lab.del(`/me/events/${id}`);
  expect(lab.world.mails).toEqual([]);
});

test('Graph meetings: an invited colleague has the meeting with the same iCalUId, and a mail', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/events', meeting())).json;
  const [copy] = (await lab.get(`/me/calendarView?${MARCH}`, {}, ben)).json.value;
  expect(copy).toMatchObject({
    iCalUId: made.iCalUId,
    subject: 'Review',
    isOrganizer: false,
    responseStatus: { response: 'notResponded' },
  });
  expect(copy?.organizer).toEqual({ emailAddress: { name: ann.name, address: ann.email } });
  expect(lab.world.mails.map(({ to }) => to)).toEqual([ben.email]);
});

test('Graph meetings: a PATCH mails the attendees again, one of categories alone does not', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/events', meeting())).json;
  await lab.patch(`/me/events/${made.id}`, { categories: ['Red category'] });
  expect(lab.world.mails).toHaveLength(1);
  await lab.patch(`/me/events/${made.id}`, {
    start: { dateTime: '2026-03-10T11:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-03-10T12:00:00', timeZone: 'UTC' },
  });
  expect(lab.world.mails).toHaveLength(2);
  const [copy] = (await lab.get(`/me/calendarView?${MARCH}`, {}, ben)).json.value;
  expect(copy?.start).toMatchObject({ dateTime: '2026-03-10T11:00:00.0000000' });
});

test('Graph meetings: accept tells the organizer; decline takes it out of the calendar; the organizer may do neither', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/events', meeting())).json;
  const [copy] = (await lab.get(`/me/calendarView?${MARCH}`, {}, ben)).json.value;
  expect((await lab.post(`/me/events/${copy!.id}/accept`, { sendResponse: true }, {}, ben)).status).toBe(202);
  const seen = (await lab.get(`/me/events/${made.id}`)).json.attendees as { status: { response: string } }[];
  expect(seen[0]!.status.response).toBe('accepted');
  expect((await lab.post(`/me/events/${made.id}/accept`)).status).toBe(400);
  expect((await lab.post(`/me/events/${copy!.id}/decline`, {}, {}, ben)).status).toBe(202);
  expect((await lab.get(`/me/events/${copy!.id}`, {}, ben)).status).toBe(404);
});

test('Graph meetings: only the organizer cancels; attendees keep it, marked as cancelled', async () => {
  const lab = new Lab();
  const made = (await lab.post('/me/events', meeting())).json;
  const [copy] = (await lab.get(`/me/calendarView?${MARCH}`, {}, ben)).json.value;
  expect((await lab.post(`/me/events/${copy!.id}/cancel`, {}, {}, ben)).status).toBe(400);
  expect((await lab.post(`/me/events/${made.id}/cancel`, { comment: 'sorry' })).status).toBe(202);
  expect((await lab.get(`/me/events/${made.id}`)).status).toBe(404);
  expect((await lab.get(`/me/events/${copy!.id}`, {}, ben)).json).toMatchObject({ isCancelled: true, subject: 'Canceled: Review' });
});

test('Graph meetings: one occurrence changed or cancelled changes that one in the copies', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup', attendees(ben)))).json;
  const mine = (await lab.get(`/me/events/${master.id}/instances?${MARCH}`)).json.value;
  await lab.patch(`/me/events/${mine[1]!.id}`, { subject: 'special' });
  await lab.del(`/me/events/${mine[3]!.id}`);
  const theirs = (await lab.get(`/me/calendarView?${MARCH}`, {}, ben)).json.value;
  expect(theirs.map(({ subject }) => subject)).toEqual(['standup', 'special', 'standup', 'standup']);
  expect(theirs[1]!.iCalUId).toBe(mine[1]!.iCalUId);
});

test('Graph meetings: a colleague at Google gets the same meeting, and their answer comes back', async () => {
  const lab = new Lab();
  const google = createGoogle(lab.world);
  const made = (await lab.post('/me/events', weekly('standup', attendees(gus)))).json;
  const headers = { authorization: `Bearer ${lab.world.tokens.issue('google', gus.id)}`, 'content-type': 'application/json' };
  const base = 'http://google/calendar/v3/calendars/primary/events';
  const { items } = (await (
    await google.app.request(`${base}?iCalUID=${encodeURIComponent(String(made.iCalUId))}`, { headers })
  ).json()) as { items: { id: string; summary: string; recurrence: string[] }[] };
  expect(items.map(({ summary }) => summary)).toEqual(['standup']);
  expect(items[0]!.recurrence[0]).toMatch(/^RRULE:.*FREQ=WEEKLY/);
  const body = JSON.stringify({ attendees: [{ email: gus.email, responseStatus: 'accepted' }] });
  expect((await google.app.request(`${base}/${items[0]!.id}?sendUpdates=all`, { method: 'PATCH', headers, body })).status).toBe(200);
  const [seen] = (await lab.get(`/me/events/${made.id}`)).json.attendees as { status: { response: string } }[];
  expect(seen!.status.response).toBe('accepted');
});
