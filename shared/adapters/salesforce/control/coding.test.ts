import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hash53, markOfRecord } from '../../../core/keys';
import { longId } from '../api';
import { decoded, type Entry, encoded, nameOf } from './coding';
import { hashOf, hashText, markOf, markText } from './digits';
import { bucketOf } from './heap';

const limit = 125_000;
const mark = (n: number): string => markOfRecord({ orgId: 'o', mailboxId: 'm', userId: 'u' }, String(n));

const hashes = fc.oneof(fc.maxSafeNat(), fc.constantFrom(hash53(''), hash53('Ltd'), 0, Number.MAX_SAFE_INTEGER));
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(';', '\\u003b', "'", '"', 'a;b\nc'));
const crmIds = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{12}$/).map((rest) => longId(`003${rest}`)),
  texts,
);
/** What JSON is validated with leaves out names that could reach into an object's making; no field has such a one. */
const fieldNames = fc.stringMatching(/^[a-zA-Z]{1,12}$/).filter((name) => name !== 'constructor' && name !== 'prototype');
const times = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((seconds) => Date.UTC(2020, 0, 1) + seconds * 1000),
  fc.constantFrom(0, 1, -1),
);
const pairs: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.oneof(fc.stringMatching(/^[0-9a-v]{26}$/), texts),
    kind: fc.constantFrom('contact' as const, 'event' as const),
    crmId: crmIds,
    agreed: fc.option(fc.dictionary(fieldNames, fc.tuple(hashes, hashes), { maxKeys: 30, noNullPrototype: true })),
    asOf: fc.option(fc.record({ mailbox: times, crm: times })),
    dissolved: fc.constant(false),
  })
  .map(({ asOf, ...value }) => ({ ...value, ...(asOf ? { asOf } : {}) }))
  .map((value) => ({ what: 'pair', version: 7, value }));
const dissolved: fc.Arbitrary<Entry> = fc
  .tuple(fc.oneof(fc.stringMatching(/^[0-9a-v]{26}$/), texts), fc.nat())
  .map(([id, version]) => ({ what: 'pair', version, value: { id, kind: 'event', crmId: '', agreed: null, dissolved: true } }));
const notes: fc.Arbitrary<Entry> = fc.tuple(texts, fc.nat()).map(([twin, version]) => ({
  what: 'notes',
  version,
  value: {
    ref: { side: 'crm', kind: 'contact', id: longId('003000000000001') },
    notes: [{ kind: 'unlinked', at: 5, because: 'filter', twin }],
  },
}));

test('SYN7 whatever is shared comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(pairs, dissolved, notes), { maxLength: 40 }), fc.integer({ min: 2000, max: limit }), (entries, size) => {
      expect(
        encoded(entries, size)
          .flatMap((body) => decoded(body, 7) ?? [])
          .map((one) => one.entry()),
      ).toEqual(entries);
    }),
  );
});

test('SYN7 a spoilt text is no entry, and never an exception', () => {
  fc.assert(
    fc.property(fc.array(pairs, { minLength: 1, maxLength: 5 }), fc.nat(), fc.string(), (entries, at, spoil) => {
      const [body = ''] = encoded(entries, limit);
      const cut = at % body.length;
      expect(() => decoded(body.slice(0, cut) + spoil + body.slice(cut + 1), 7)).not.toThrow();
    }),
  );
  expect(decoded('', 1)).toBeNull();
  expect(decoded('I1;[]', 1)).toBeNull();
});

test('SYN7 a pair of ten fields costs about 150 characters', () => {
  const asOf = { mailbox: Date.UTC(2026, 2, 2), crm: Date.UTC(2026, 2, 3) };
  const entries = Array.from({ length: 2000 }, (_, n): Entry => {
    const fields = Array.from({ length: 25 }, (_, i) => [`field${i}`, i < 15 ? hash53('') : hash53(`${i} ${n}`)] as const);
    const agreed = Object.fromEntries(fields.map(([name, hash]) => [name, [hash, hash] as const]));
    return {
      what: 'pair',
      version: 1,
      value: { id: mark(n), kind: 'contact', crmId: longId(`003${String(n).padStart(12, '0')}`), agreed, asOf, dissolved: false },
    };
  });
  const bodies = encoded(entries, limit);
  expect(bodies.every((body) => body.length <= limit)).toBe(true);
  expect(bodies.join('').length / entries.length).toBeLessThan(155);
});

test('marks and hashes come back from their digits', () => {
  for (let n = 0; n < 500; n++) {
    expect(markOf(markText(mark(n)))).toBe(mark(n));
    expect(hashOf(hashText(hash53(String(n))))).toBe(hash53(String(n)));
  }
  expect(markText(mark(1))).toHaveLength(22);
});

test('buckets are filled evenly', () => {
  const sizes = Array.from({ length: 64 }, () => 0);
  for (let n = 0; n < 6400; n++) {
    const name = nameOf({ what: 'pair', version: 1, value: { id: mark(n), kind: 'contact', crmId: '', agreed: null, dissolved: false } });
    sizes[bucketOf(name, 64)]!++;
  }
  expect(Math.max(...sizes)).toBeLessThan(150);
  expect(Math.min(...sizes)).toBeGreaterThan(60);
});
