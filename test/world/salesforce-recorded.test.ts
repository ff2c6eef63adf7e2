/**
 * Exchanges recorded from real orgs, replayed: the stand-in must give the same status and the same structure. The recording
 * is no part of the product; without it there is nothing to replay.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../sandbox/salesforce/store/table';
import { type Lab, lab, type Wire } from './salesforce-lab';

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

const file = fileURLToPath(new URL('../../../shared/contracts/salesforce-recorded-exchanges.json', import.meta.url));
const exchanges = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { exchanges: Exchange[] }).exchanges : [];

const isObject = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value);
const everything = (value: unknown): unknown[] => [
  value,
  ...(Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []).flatMap(everything),
];

/** What the org must have held for this answer: every record that it shows, every id that was sent, every contact that was found. */
function furnish({ salesforce }: Lab, exchange: Exchange): void {
  for (const each of everything(exchange.responseBody)) if (isObject(each)) plantShown(salesforce, each);
  const answered = Array.isArray(exchange.responseBody) ? (exchange.responseBody as Wire[]) : [];
  const sent = everything(exchange.requestBody).filter(isObject);
  for (const each of sent) {
    for (const [name, id] of Object.entries(each)) {
      if (/Id$/.test(name) && typeof id === 'string' && /^(001|003)/.test(id)) plantById(salesforce, id);
    }
  }
  const records =
    isObject(exchange.requestBody) && Array.isArray(exchange.requestBody.records) ? (exchange.requestBody.records as Wire[]) : [];
  records.forEach((record, i) => {
    if (answered[i]?.created === false && typeof record.Email === 'string' && exchange.path.endsWith('/Email'))
      salesforce.plant('Contact', { LastName: 'Old', Email: record.Email });
  });
}

function plantById(salesforce: Lab['salesforce'], id: string): void {
  if (!salesforce.row(id)) salesforce.plant(id.startsWith('001') ? 'Account' : 'Contact', { Id: id, Name: 'Known', LastName: 'Known' });
}

function plantShown(salesforce: Lab['salesforce'], shown: Wire): void {
  if (Array.isArray(shown.sObjects)) for (const each of shown.sObjects as Wire[]) salesforce.plant(String(each.name), { Name: 'Counted' });
  const { attributes } = shown;
  if (!isObject(attributes) || typeof attributes.url !== 'string') return;
  const id = attributes.url.split('/').at(-1) ?? '';
  if (salesforce.row(id)) return;
  const values: Record<string, Value> = { Id: id, SobjectType: 'Account' };
  for (const [name, value] of Object.entries(shown)) {
    if (name === 'attributes' || name === 'Id') continue;
    const nested = isObject(value) && isObject(value.attributes) ? String(value.attributes.url).split('/').at(-1) : undefined;
    if (nested !== undefined) values[`${name}Id`] = nested;
    else if (typeof value === 'string' && /T.*\+0000$/.test(value)) values[name] = Date.parse(value.replace('+0000', 'Z'));
    else if (typeof value !== 'object') values[name] = value as Value;
  }
  salesforce.plant(String(attributes.type), values);
}

/** Differences in structure: names and kinds of values, not the values. What is null on one side may be anything. */
function differences(recorded: unknown, ours: unknown, at: string): string[] {
  if (recorded === null || ours === null) return [];
  if (Array.isArray(recorded)) {
    if (!Array.isArray(ours)) return [`${at} is no list`];
    if (recorded.length > 0 && ours.length === 0) return [`${at} is empty`];
    return recorded.slice(0, ours.length).flatMap((each, i) => differences(each, ours[i], `${at}[${i}]`));
  }
  if (!isObject(recorded)) return typeof recorded === typeof ours ? [] : [`${at} is a ${typeof ours}`];
  if (!isObject(ours)) return [`${at} is no object`];
  const missing = Object.keys(recorded).filter((name) => !(name in ours));
  const whole = 'describe' in recorded || 'fields' in recorded || 'errorCode' in recorded;
  const extra = whole ? [] : Object.keys(ours).filter((name) => !(name in recorded));
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...extra.map((name) => `${at}.${name} is too much`),
    ...Object.entries(recorded).flatMap(([name, value]) => (name in ours ? differences(value, ours[name], `${at}.${name}`) : [])),
  ];
}

describe.runIf(exchanges.length > 0)('Recorded exchanges', () => {
  test.each(
    exchanges.map((exchange, i) => [`${i} ${exchange.method} ${decodeURIComponent(exchange.path).slice(0, 70)}`, exchange] as const),
  )('%s', async (_, exchange) => {
    const all = lab();
    const { ada, world } = all;
    await ada.get('/limits');
    furnish(all, exchange);
    if (exchange.status === 500)
      world.faults.add({ id: 'recorded', vendor: 'salesforce', path: 'composite', kind: 'answer', status: 500, body: '' });
    const version = (text: string) => text.replaceAll('vxx.0', 'v62.0');
    const body: unknown = exchange.requestBody === null ? undefined : JSON.parse(version(JSON.stringify(exchange.requestBody)));
    const answer = await ada.call(exchange.method, version(exchange.path).replace(/\/$/, ''), body);
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(exchange.status);
    if (exchange.status !== 500) expect(differences(exchange.responseBody, answer.body, 'answer')).toEqual([]);
  });
});
