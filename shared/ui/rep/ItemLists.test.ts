import { beforeAll, expect, test } from 'vitest';
import { listed } from '../../../test/pages/gallery/world';
import { speak } from '../texts/catalogue';
import { detailOf } from './ItemLists';

beforeAll(() => speak(['en-GB']));

test('SUR4 SUR7 in a list an event’s start is read as a time, and a name is not said twice', () => {
  const [some] = listed;
  if (!some) throw new Error('The gallery has no items.');
  const of = (name: string, detail: string) => detailOf({ ...some, name, detail });
  expect(of('Dentist', '2026-11-19T07:00:00Z')).toMatch(/^Thu,? 19 Nov,? \d\d:\d\d$/);
  expect(of('Trade fair', '2026-11-19')).toMatch(/^Thu,? 19 Nov$/);
  expect(of('Jonas Brandt', 'jonas@c.example')).toBe('jonas@c.example');
  expect(of('Harbour Taxi', 'Harbour Taxi')).toBe('');
});
