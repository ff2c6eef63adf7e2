import { expect, test } from 'vitest';
import { hashOf, type Place, placeOf } from './options';

test('SUR4 every place of the options page has its address', () => {
  const places: readonly Place[] = [
    { show: 'section', section: 'needs you' },
    { show: 'section', section: 'did' },
    { show: 'item', ref: { side: 'mailbox', kind: 'event', id: 'abc_20260101T090000Z' } },
    { show: 'item', ref: { side: 'crm', kind: 'contact', id: 'a&id=b#c' } },
  ];
  for (const place of places) expect(placeOf(hashOf(place))).toEqual(place);
});

test('SEC4 any other address is the first page', () => {
  for (const hash of ['', '#', '#nothing', '#item', '#item?side=mailbox', '#item?side=x&kind=event&id=1', '#%', '#item?%'])
    expect(placeOf(hash)).toEqual({ show: 'section', section: 'connections' });
});
