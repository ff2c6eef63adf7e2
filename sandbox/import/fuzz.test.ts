/** Whatever bytes a file has: reading never throws, and every item that was found is either read or listed. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphSeries } from './graphRecurrence';
import type { Reading } from './model';
import { planFor } from './plan';
import { readFiles } from './read';
import { googleEvent, googlePerson, googleSeries } from './toGoogle';
import { graphContact, graphEvent } from './toGraph';

const folder = new URL('../../test/fixtures/', import.meta.url);
const samples = ['vcf', 'ics'].flatMap((kind) =>
  readdirSync(new URL(kind, folder)).map((name) => readFileSync(new URL(`${kind}/${name}`, folder))),
);

const edit = fc.record({
  sample: fc.nat(samples.length - 1),
  edits: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(30), put: fc.uint8Array({ maxLength: 12 }) }), {
    maxLength: 8,
  }),
});

function spoilt({ sample, edits }: { sample: number; edits: readonly { at: number; cut: number; put: Uint8Array }[] }): Uint8Array {
  let bytes: Buffer = samples[sample]!;
  for (const { at, cut, put } of edits) {
    const from = Math.floor(at * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
  }
  return bytes;
}

function isAccountedFor(reading: Reading): void {
  const { found, cards, events, unreadable } = reading;
  expect(cards.length + events.length + unreadable.length).toBe(found.cards + found.events + found.emptyFiles);
  for (const each of unreadable) expect(each.file && each.item && each.why).toBeTruthy();
}

test('spoilt files are read as far as they can be', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(edit, (change) => {
      const reading = readFiles([{ name: 'spoilt', bytes: spoilt(change) }], 'Europe/Madrid');
      isAccountedFor(reading);
      for (const card of reading.cards) JSON.stringify([graphContact(card, []), googlePerson(card, [], [])]);
      const [graph, google] = [graphSeries, googleSeries].map((vendor) => planFor(reading.events, vendor));
      for (const each of graph!.planned) JSON.stringify(graphEvent(each, []));
      for (const each of google!.planned) JSON.stringify(googleEvent(each, []));
    }),
    { numRuns: 300, seed: 417 },
  );
});

test('any bytes at all are accounted for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => isAccountedFor(readFiles([{ name: 'noise', bytes }], 'UTC'))),
    { numRuns: 300, seed: 417 },
  );
});

test('cards are found by their BEGIN lines, whatever stands between', () => {
  const line = fc
    .string({ maxLength: 40, unit: 'binary' })
    .map((text) => text.replace(/BEGIN|END|AGENT|BASE64|[\r\n=]/gi, '-').replace(/^[\t ]/, '-'));
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 6 }), { minLength: 1, maxLength: 8 }), (cards) => {
      const text = cards.map((lines) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n')).join('\r\n');
      const reading = readFiles([{ name: 'cards', bytes: Buffer.from(text, 'utf8') }], 'UTC');
      expect(reading.found.cards).toBe(cards.length);
      isAccountedFor(reading);
    }),
    { numRuns: 300, seed: 417 },
  );
});
