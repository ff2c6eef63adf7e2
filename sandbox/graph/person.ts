/** The person: profile, mailbox settings, master categories, translation of ids. */
import { objectIdOf } from '../oauth/microsoft';
import type { Call } from './call';
import { badRequest, GraphError, notFound } from './failure';
import { occurrenceId, seriesOf } from './ids';
import type { Category } from './items';
import { isObject, type Json, listOf, textOf } from './json';
import { pageOf, selector } from './query';
import type { Routes } from './routes';
import { ianaOf, windowsOf } from './zones';

function me(call: Call): Json {
  const { account } = call;
  const [givenName = '', ...rest] = account.name.split(' ');
  const all: Json = {
    id: objectIdOf(account),
    displayName: account.name,
    givenName,
    surname: rest.join(' '),
    mail: account.email,
    userPrincipalName: account.email,
    preferredLanguage: 'en-US',
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
  };
  const context = { '@odata.context': `${call.url.origin}/v1.0/$metadata#users/$entity` };
  const select = call.query.get('$select');
  const addresses = { proxyAddresses: [`SMTP:${account.email}`, ...account.aliases.map((alias) => `smtp:${alias}`)], otherMails: [] };
  return select === null ? { ...context, ...all } : { ...context, ...selector(select, () => true)({ ...all, ...addresses }) };
}

function settings(call: Call): Json {
  const { account, box } = call;
  return {
    '@odata.context': `${call.url.origin}/v1.0/$metadata#users('${account.id}')/mailboxSettings`,
    timeZone: windowsOf(account.timeZone),
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    language: { locale: 'en-US', displayName: 'English (United States)' },
    userPurpose: 'user',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: windowsOf(account.timeZone) },
    },
    ...box.settings,
  };
}

const WRITABLE = [
  'timeZone',
  'dateFormat',
  'timeFormat',
  'language',
  'workingHours',
  'automaticRepliesSetting',
  'delegateMeetingMessageDeliveryOptions',
];

function changeSettings(call: Call, body: Json): Json {
  const unknown = Object.keys(body).find((name) => !name.startsWith('@odata.') && !WRITABLE.includes(name));
  if (unknown) throw badRequest(`The property '${unknown}' does not exist on type 'microsoft.graph.mailboxSettings'.`);
  if (body.timeZone !== undefined && ianaOf(textOf(body.timeZone)) === null)
    throw badRequest('The time zone is not known.', 'ErrorInvalidTimeZone');
  call.box.settings = { ...call.box.settings, ...Object.fromEntries(Object.entries(body).filter(([name]) => WRITABLE.includes(name))) };
  return settings(call);
}

const COLOR = /^(none|preset(\d|1\d|2[0-4]))$/;
const colorOf = (body: Json, otherwise: string): string => {
  const color = textOf(body.color) || otherwise;
  if (!COLOR.test(color)) throw badRequest(`'${color}' is no category color.`);
  return color;
};

function categoryOf(call: Call, id: string | undefined): Category {
  const category = call.box.categories.get(id ?? '');
  if (!category) throw notFound();
  return category;
}

function createCategory(call: Call, body: Json): Json {
  const name = textOf(body.displayName);
  if (!name) throw badRequest('A category needs a displayName.', 'ErrorInvalidRequest');
  const taken = [...call.box.categories.values()].some(({ displayName }) => displayName.toLowerCase() === name.toLowerCase());
  if (taken) throw new GraphError(409, 'ErrorCategoryNameDuplicate', 'A category with this name exists already.');
  return { ...call.box.addCategory(name, colorOf(body, 'none')) };
}

function translate(call: Call, body: Json): Json {
  const ids = listOf(body.inputIds).map(String);
  if (ids.length > 1000) throw new GraphError(400, 'ErrorInvalidRequest', 'At most 1000 ids can be translated.');
  const target = textOf(body.targetIdType);
  const value = ids.flatMap((sourceId) => {
    const occurrence = seriesOf(sourceId);
    const item = call.box.contact(sourceId) ?? call.box.event(occurrence?.masterId ?? sourceId);
    if (!item) return [];
    const id = target.startsWith('restImmutable') ? item.key : item.id;
    return [{ sourceId, targetId: occurrence ? occurrenceId(id, occurrence.date) : id }];
  });
  return { '@odata.context': `${call.url.origin}/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)`, value };
}

export function personRoutes({ on }: Routes): void {
  on('GET', '/me', me);
  on('GET', '/me/mailboxSettings', settings);
  on('GET', '/me/mailboxSettings/timeZone', (call) => ({ value: settings(call).timeZone }));
  on('PATCH', '/me/mailboxSettings', (call, _, body) => changeSettings(call, body));
  on('GET', '/me/outlook/masterCategories', (call) =>
    pageOf(call, {
      name: `categories ${[...call.box.categories.values()].map(({ id, color }) => id + color).join()}`,
      context: `users('${call.account.id}')/outlook/masterCategories`,
      items: () => [...call.box.categories.values()],
      toJson: (category: Category) => ({ ...category }),
      defaultSize: 1000,
    }),
  );
  on('POST', '/me/outlook/masterCategories', (call, _, body) => createCategory(call, body), 201);
  on('GET', '/me/outlook/masterCategories/:id', (call, { id }) => ({ ...categoryOf(call, id) }));
  on('PATCH', '/me/outlook/masterCategories/:id', (call, { id }, body) => {
    const category = categoryOf(call, id);
    if (body.displayName !== undefined && body.displayName !== category.displayName)
      throw badRequest('The displayName of a category cannot be changed.', 'ErrorInvalidRequest');
    category.color = colorOf(body, category.color);
    return { ...category };
  });
  on('DELETE', '/me/outlook/masterCategories/:id', (call, { id }) => void call.box.categories.delete(categoryOf(call, id).id), 204);
  on('POST', '/me/translateExchangeIds', (call, _, body) => (isObject(body) ? translate(call, body) : {}));
}
