/**
 * What Salesforce makes of an event's times, wire-contracts 4.6: start, end and duration always agree; an all-day event
 * is at midnight UTC and ends on its last day; longer than a day only with multi-day events, and never over 14 days.
 */
import type { Org } from '../org';
import { Refused } from '../refused';
import type { Row, Value } from '../store/table';

const minute = 60_000;
const dayMs = 86_400_000;
const timeFields = ['StartDateTime', 'EndDateTime', 'ActivityDateTime', 'ActivityDate', 'DurationInMinutes', 'IsAllDayEvent'];

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const midnight = (date: string) => Date.parse(date);
const disagree = (message: string, fields: readonly string[]) => new Refused('FIELD_INTEGRITY_EXCEPTION', message, fields);

type Given = Readonly<Record<string, Value>>;

/** @returns what to store besides what was given. */
export function eventTimes(org: Org, given: Given, prior: Row | null): Record<string, Value> {
  if (prior && !timeFields.some((name) => name in given)) return {};
  const isAllDay = (given.IsAllDayEvent ?? prior?.IsAllDayEvent ?? false) === true;
  const times = isAllDay ? allDay(given, prior) : timed(given, prior);
  const longest = org.on('salesforce.multiDayEvents', true) ? 14 * 1440 : 1440;
  const minutes = Number(times.DurationInMinutes);
  if (minutes < 0 || minutes > longest) {
    const message = `Event duration is invalid: it must be between 0 and ${longest} minutes`;
    throw disagree(message, ['DurationInMinutes']);
  }
  return times;
}

function allDay(given: Given, prior: Row | null): Record<string, Value> {
  const start = given.StartDateTime ?? given.ActivityDateTime ?? null;
  const date = given.ActivityDate ?? (typeof start === 'number' ? dateOf(start) : (prior?.ActivityDate ?? null));
  if (typeof date !== 'string') throw missing(['ActivityDate']);
  if (typeof start === 'number' && dateOf(start) !== date) {
    throw disagree('Activity Date and Start Date Time are on different days', ['ActivityDate', 'StartDateTime']);
  }
  const days = daysOf(given, prior, date);
  const from = midnight(date);
  const last = from + (days - 1) * dayMs;
  return {
    StartDateTime: from,
    ActivityDateTime: from,
    ActivityDate: date,
    EndDateTime: last,
    EndDate: dateOf(last),
    DurationInMinutes: days * 1440,
  };
}

function daysOf(given: Given, prior: Row | null, date: string): number {
  if (typeof given.EndDateTime === 'number') return Math.round((midnight(dateOf(given.EndDateTime)) - midnight(date)) / dayMs) + 1;
  if (typeof given.DurationInMinutes === 'number') return Math.max(1, Math.ceil(given.DurationInMinutes / 1440));
  return prior?.IsAllDayEvent === true ? Number(prior.DurationInMinutes) / 1440 : 1;
}

function timed(given: Given, prior: Row | null): Record<string, Value> {
  const start = given.StartDateTime ?? given.ActivityDateTime ?? prior?.StartDateTime ?? null;
  const { EndDateTime: end = null, DurationInMinutes: told = null } = given;
  if (typeof start !== 'number') throw missing(['DurationInMinutes', 'ActivityDateTime']);
  if (
    typeof given.StartDateTime === 'number' &&
    typeof given.ActivityDateTime === 'number' &&
    given.StartDateTime !== given.ActivityDateTime
  ) {
    throw disagree('Start Date Time and Due Date Time must be the same', ['StartDateTime', 'ActivityDateTime']);
  }
  const kept = prior?.IsAllDayEvent === true ? null : (prior?.DurationInMinutes ?? null);
  const minutes = typeof end === 'number' ? (end - start) / minute : (told ?? kept);
  if (typeof minutes !== 'number') throw missing(['DurationInMinutes', 'ActivityDateTime']);
  if (typeof end === 'number' && typeof told === 'number' && told !== minutes) {
    throw disagree('Event duration does not match start and end', ['DurationInMinutes', 'EndDateTime']);
  }
  const ends = start + minutes * minute;
  return {
    StartDateTime: start,
    ActivityDateTime: start,
    ActivityDate: dateOf(start),
    EndDateTime: ends,
    EndDate: dateOf(ends),
    DurationInMinutes: minutes,
  };
}

const missing = (fields: readonly string[]) =>
  new Refused('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

/** The account an event belongs to: its own, or its contact's. */
export function eventAccount(org: Org, row: Row): string | null {
  const what = String(row.WhatId ?? '');
  if (what.startsWith('001')) return what;
  const account = org.store.get('Contact', String(row.WhoId ?? ''))?.AccountId;
  return typeof account === 'string' ? account : null;
}

/** Events of a year ago are archived: only queryAll sees them (4.6). */
export const isArchived = (org: Org, row: Row): boolean => typeof row.EndDateTime === 'number' && row.EndDateTime < org.now() - 365 * dayMs;
