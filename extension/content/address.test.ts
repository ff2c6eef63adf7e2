import { describe, expect, test } from 'vitest';
import { addressOf, mailtoOf, personOf } from './address';

describe('addresses of host pages', () => {
  test('SUR1 an address is an address in lower case', () => {
    expect(addressOf(' Jonas.Brandt@Brandt-Marine.example ')).toBe('jonas.brandt@brandt-marine.example');
    expect(addressOf('ana@bücher.example')).toBe('ana@bücher.example');
    expect(addressOf('ana@पुस्तकें.भारत')).toBe('ana@पुस्तकें.भारत');
  });

  test('SUR1 SUR3 marks of direction around an address are not part of it', () => {
    expect(addressOf('\u202ajonas@c.example\u202c')).toBe('jonas@c.example');
    expect(addressOf('\u2068 jonas@c.example\u2069\u200f ')).toBe('jonas@c.example');
  });

  test.each([
    '',
    'me',
    'a@b',
    'a b@c.example',
    'Jonas <jonas@c.example>',
    'a@c.example, b@c.example',
    '"x"@c.example',
    `${'a'.repeat(400)}@c.example`,
    'a@c..example',
    'a@c.example+1',
    'a@c.example…',
    'jon\u202eas@c.example',
    'jonas@c\u200b.example',
    'jonas@c.exam\u0000ple',
  ])('SUR1 SEC4 %s is no address', (text) => {
    expect(addressOf(text)).toBeNull();
  });

  test('SUR2 rooms and calendars are no people', () => {
    expect(personOf('c_188room@resource.calendar.google.com')).toBeNull();
    expect(personOf('team@group.calendar.google.com')).toBeNull();
    expect(personOf('en.norwegian#holiday@group.v.calendar.google.com')).toBeNull();
    expect(personOf('unknownorganizer@calendar.google.com')).toBeNull();
    expect(personOf('jonas@c.example')).toBe('jonas@c.example');
  });

  test('SUR3 a mailto link names one person', () => {
    expect(mailtoOf('mailto:Jonas%40c.example?subject=x')).toBe('jonas@c.example');
    expect(mailtoOf('mailto:%E0%A4%A@c.example')).toBeNull();
    expect(mailtoOf('javascript:alert(1)')).toBeNull();
    expect(mailtoOf(null)).toBeNull();
  });
});
