/** Routes of calendars, events and what is done to events. */
import type { Call } from './call';
import { type Answer, cancel, create, find, remove, respond, shown, update } from './events';
import { badRequest, GraphError, notFound } from './failure';
import type { Calendar } from './items';
import { type Json, textOf } from './json';
import type { Meetings } from './meetings';
import { pageOf } from './query';
import type { Routes } from './routes';
import { calendarView, instances, listEvents, viewDelta } from './views';

type Params = Readonly<Record<string, string | undefined>>;

function calendarOf(call: Call, params: Params): Calendar {
  const calendar = call.box.calendars.get(params.calendar ?? call.box.defaultCalendar);
  if (!calendar) throw notFound();
  return calendar;
}

const calendarJson = (call: Call, calendar: Calendar): Json => ({
  id: calendar.id,
  name: calendar.name,
  color: calendar.color,
  hexColor: '',
  isDefaultCalendar: calendar.isDefault,
  changeKey: calendar.changeKey,
  canShare: true,
  canViewPrivateItems: true,
  canEdit: true,
  allowedOnlineMeetingProviders: ['teamsForBusiness'],
  defaultOnlineMeetingProvider: 'teamsForBusiness',
  isTallyingResponses: true,
  isRemovable: !calendar.isDefault,
  owner: { name: call.account.name, address: call.account.email },
});

function rename(call: Call, calendar: Calendar, body: Json): Json {
  if (textOf(body.name)) calendar.name = textOf(body.name);
  if (textOf(body.color)) calendar.color = textOf(body.color);
  calendar.changeKey = call.box.newChangeKey();
  return calendarJson(call, calendar);
}

function drop(call: Call, calendar: Calendar): void {
  if (calendar.isDefault) throw new GraphError(400, 'ErrorDeleteDistinguishedFolder', 'The default calendar cannot be deleted.');
  for (const item of [...call.box.events.values()]) if (item.calendar === calendar.id) call.box.dropEvent(item);
  call.box.calendars.delete(calendar.id);
}

export function calendarRoutes({ on }: Routes, meetings: Meetings): void {
  on('GET', '/me/calendars', (call) =>
    pageOf(call, {
      name: `calendars ${[...call.box.calendars.values()].map(({ changeKey }) => changeKey).join()}`,
      context: `users('${call.account.id}')/calendars`,
      items: () => [...call.box.calendars.values()],
      toJson: (calendar: Calendar) => calendarJson(call, calendar),
      defaultSize: 10,
    }),
  );
  on(
    'POST',
    '/me/calendars',
    (call, _, body) => {
      const name = textOf(body.name);
      if (!name) throw badRequest('A calendar needs a name.', 'ErrorInvalidRequest');
      const calendar: Calendar = {
        id: call.box.newFolderId(),
        name,
        color: textOf(body.color) || 'auto',
        changeKey: call.box.newChangeKey(),
        isDefault: false,
      };
      call.box.calendars.set(calendar.id, calendar);
      return calendarJson(call, calendar);
    },
    201,
  );
  for (const base of ['/me/calendar', '/me/calendars/:calendar']) {
    on('GET', base, (call, params) => calendarJson(call, calendarOf(call, params)));
    on('PATCH', base, (call, params, body) => rename(call, calendarOf(call, params), body));
    on('DELETE', base, (call, params) => drop(call, calendarOf(call, params)), 204);
  }
  for (const base of ['/me', '/me/calendar', '/me/calendars/:calendar']) {
    on('GET', `${base}/events`, (call, params) => listEvents(call, calendarOf(call, params).id));
    on('POST', `${base}/events`, (call, params, body) => create(call, calendarOf(call, params).id, body, meetings), 201);
    on('GET', `${base}/calendarView`, (call, params) => calendarView(call, calendarOf(call, params).id));
    on('GET', `${base}/calendarView/delta`, (call, params) => viewDelta(call, calendarOf(call, params).id));
    on('GET', `${base}/events/:id`, (call, { id }) => shown(call)(find(call, id!)));
    on('PATCH', `${base}/events/:id`, (call, { id }, body) => update(call, find(call, id!), body, meetings));
    on('DELETE', `${base}/events/:id`, (call, { id }) => remove(call, find(call, id!), meetings), 204);
    on('GET', `${base}/events/:id/instances`, (call, { id }) => instances(call, id!));
    on('POST', `${base}/events/:id/cancel`, (call, { id }) => cancel(call, find(call, id!), meetings), 202);
    for (const answer of ['accept', 'decline', 'tentativelyAccept'] satisfies Answer[]) {
      on('POST', `${base}/events/:id/${answer}`, (call, { id }, body) => respond(call, find(call, id!), answer, body, meetings), 202);
    }
  }
}
