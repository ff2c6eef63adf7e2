import { describe, expect, test } from 'vitest';
import { blankContact } from '../core/contacts/blank';
import { Failed, type Write, type Wrote } from '../core/ports';
import { alone, together, waves } from './inBulk';

const remove = (id: string): Write<'mailbox'> => ({ op: 'remove', kind: 'contact', id, ifVersion: '1' });

describe('SYN8 bulks', () => {
  test('SYN6 writes of one item go one after the other, all others together', () => {
    const writes = [remove('a'), remove('b'), remove('a'), remove('a'), remove('c')];
    expect(waves(writes).map((wave) => wave.map(({ at }) => at))).toEqual([[0, 1, 4], [2], [3]]);
  });
  test('SYN6 a contact and an event of one id are two items; equal creates wait for each other', () => {
    const event: Write<'mailbox'> = { op: 'remove', kind: 'event', id: 'a', ifVersion: '1' };
    const create: Write<'mailbox'> = { op: 'create', kind: 'contact', key: 'k', item: blankContact };
    expect(waves([remove('a'), event, create, create])).toHaveLength(2);
  });

  const offline: Wrote<'mailbox'> = { kind: 'failed', failure: { kind: 'offline' } };
  const bad: Wrote<'mailbox'> = { kind: 'failed', failure: { kind: 'bad row', reason: 'other', fields: [], detail: '' } };
  test('SYN8 only when nothing went through is the whole call a failure', () => {
    expect(() => together([offline, offline])).toThrow(Failed);
    expect(together([offline, { kind: 'gone' }])).toHaveLength(2);
    expect(together([bad, bad])).toEqual([bad, bad]);
    expect(together([offline, bad])).toHaveLength(2);
    expect(together([])).toEqual([]);
  });
  test('SYN8 a bug is not swallowed', async () => {
    await expect(alone(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
    expect(await alone(() => Promise.reject(new Failed({ kind: 'offline' })))).toEqual(offline);
  });
});
