import { describe, expect, test } from 'vitest';
import { calendarOf, eventIdInLog, eventIdOf } from './eventId';

const coded = (text: string) => Buffer.from(text).toString('base64url');
const id = '5b2h5k0qg0s2d4m6p8r0t2v4a1';

describe('data-eventid', () => {
  test('SUR2 decodes to event id and calendar, with the ending written out', () => {
    expect(eventIdOf(coded(`${id} nora@halden.example`))).toEqual({ eventId: id, calendarId: 'nora@halden.example' });
    expect(eventIdOf(coded(`${id} nora.feld@m`))).toEqual({ eventId: id, calendarId: 'nora.feld@gmail.com' });
    expect(eventIdOf(coded(`${id} team@g`))).toEqual({ eventId: id, calendarId: 'team@group.calendar.google.com' });
  });

  test.each([
    `${id}_20261120T090000Z`,
    `${id}_20261120`,
    `${id}_R20260101T090000`,
    `${id}_R20260101T090000_20261120T090000Z`,
    `_6kq3gdpk60o30`,
  ])('SUR2 an occurrence keeps its suffix: %s', (eventId) => {
    expect(eventIdOf(coded(`${eventId} nora.feld@m`))?.eventId).toBe(eventId);
  });

  test.each([
    ['a holiday calendar', coded('20261225_60o30dr56co30e1g60o30dr56c en.norwegian#holiday@v')],
    ['a holiday calendar of the older kind', coded(`${id} en.norwegian@h`)],
    ['an imported calendar', coded(`${id} abc@i`)],
    ['a task', 'tasks_Zk9wSm5xT0dYcHpMQnRSMw'],
    ['a task with dots', 'tasks.Zk9wSm5xT0dYcHpMQnRSMw'],
    ['a task inside the coding', coded('tasks_Zk9wSm5xT0 nora.feld@m')],
    ['a booking', `ttb_${coded(`${id} nora.feld@m`)}`],
    ['a booking inside the coding', coded(`ttb_${id} nora.feld@m`)],
    ['one letter', 'A'],
    ['no calendar', coded('EID')],
    ['a calendar that was cut', coded(`${id} nora.fe`)],
    ['a calendar without a name', coded(`${id} @m`)],
    ['a third part', coded(`${id} nora.feld@m more`)],
    ['a blanked id', 'REDACTED'],
    ['nothing', ''],
    ['no base64', '<script>'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x20, 0xff]).toString('base64url')],
    ['markup as an id', coded('<img/onerror=x> nora.feld@m')],
    ['an endless id', coded(`${'a'.repeat(5000)} nora.feld@m`)],
  ])('SUR2 SEC4 %s is no event', (_, raw) => {
    expect(eventIdOf(raw)).toBeNull();
  });

  test('SUR2 a missing attribute is no event', () => {
    expect(eventIdOf(null)).toBeNull();
    expect(eventIdOf(undefined)).toBeNull();
  });

  test('SUR2 the bubble’s log names the same two, as strictly', () => {
    expect(eventIdInLog(`35389; 2:["${id}","nora@halden.example",0,null]`)).toEqual({ eventId: id, calendarId: 'nora@halden.example' });
    expect(eventIdInLog(`35463; 2:["${id}","nora@halden.example"]`)).toBeNull();
    expect(eventIdInLog('35389; 2:["tasks_abcdef","nora@halden.example"]')).toBeNull();
  });

  test('SUR2 calendars with unknown short endings are none', () => {
    expect(calendarOf('nora@x')).toBeNull();
    expect(calendarOf('nora')).toBeNull();
  });
});
