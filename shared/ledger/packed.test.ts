/** Texts say the same as the values they were made of, in any context. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactRow, goneRow, pairOf, recordRow, troubleOf } from '../../test/contract/ledgerItems';
import { hash53 } from '../core/keys';
import { Packer } from './packed';

const key = fc.constantFrom('a', 'b', 'c', 'Account.Name', 'Id', '0');
const leaf = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
}));

test('SYN6 whatever is packed comes back as it was, also in a context that learned its shapes from a page', () => {
  fc.assert(
    fc.property(value, (one) => {
      const [writer, reader] = [new Packer(), new Packer()];
      const text = writer.pack(one);
      reader.learn(writer.shapes);
      expect(writer.unpack(text)).toEqual(one);
      expect(reader.unpack(text)).toEqual(one);
      expect(text).not.toContain('\n');
    }),
  );
});

test('SYN6 rows and pairs come back whole; a field that is undefined was not there', () => {
  const packer = new Packer();
  const rows = [
    contactRow('a', { last: 'L' }, { trouble: troubleOf(1) }),
    recordRow('event', 'r', { Email: null }),
    goneRow('crm', 'contact', 'g', { notes: [{ kind: 'kept out', at: 1 }] }),
  ];
  for (const row of rows) expect(packer.toRow(row, packer.row(row))).toEqual(row);
  const agreed = { first: [hash53(''), hash53('')], last: [7, 7], title: [7, 8], zero: [0, 0] } as const;
  for (const pair of [pairOf('p', 'a', 'r', { pickedFrom: 2 }), pairOf('q', 'b', 's', { agreed }), pairOf('t', 'c', 'u', { agreed: null })])
    expect(packer.toPair(packer.pair(pair))).toEqual(pair);
  const sparse = packer.unpack(packer.pack({ a: undefined, b: 1 })) as object;
  expect(Object.keys(sparse)).toEqual(['b']);
});

test('P6 a record packed is less than half as long as its JSON', () => {
  const fields = Object.fromEntries(Array.from({ length: 28 }, (_, i) => [`MailingAddressLine${i}`, i % 3 ? null : 'value']));
  const row = recordRow('contact', '0035g00000abcde', fields);
  expect(new Packer().row(row).length * 2).toBeLessThan(JSON.stringify(row).length);
});

test('P6 a pair packed is less than a third as long as its JSON where both sides hold the same', () => {
  const names = Array.from({ length: 16 }, (_, i) => `field${i}`);
  const agreed = Object.fromEntries(names.map((name, i) => [name, [hash53(i % 3 ? '' : name), hash53(i % 3 ? '' : name)] as const]));
  const pair = pairOf('e6kmjofo48kam61fn719pt5k0d', 'a', 'r', { agreed });
  expect(new Packer().pair(pair).length * 3).toBeLessThan(JSON.stringify(pair).length);
});

test('SYN6 a text of unknown shapes is refused, not guessed', () => {
  expect(() => new Packer().unpack(new Packer().pack({ a: 1 }))).toThrow('unknown shape');
});
