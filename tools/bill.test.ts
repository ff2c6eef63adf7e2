import { expect, test } from 'vitest';
import { lastingBill } from './bill';

const printed = (serialNumber: string, timestamp: string, name: string): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    serialNumber,
    metadata: { timestamp, component: { name, purl: 'pkg:npm/instep@0.1.0' } },
    components: [{ name: 'preact', version: '11.2.0' }],
  });

test('the list of packages is the same from another folder, on another day', () => {
  const one = lastingBill(printed('urn:uuid:1', '2026-11-21T15:49:42.954Z', 'instep'), 'instep');
  expect(lastingBill(printed('urn:uuid:2', '2027-01-01T00:00:00.000Z', 'other'), 'instep')).toBe(one);
  expect(JSON.parse(one)).toEqual({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'instep', purl: 'pkg:npm/instep@0.1.0' } },
    components: [{ name: 'preact', version: '11.2.0' }],
  });
});
