/** Ids as Salesforce makes them: 15 characters that tell capitals apart, and three more that tell which those are. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

export function to18(id: string): string {
  if (id.length !== 15) return id;
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[block * 5 + i] ?? '')) bits |= 1 << i;
    suffix += checks[bits];
  }
  return id + suffix;
}

export const looksLikeId = (id: string): boolean => /^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/.test(id);

/** The id with this number of an object, 18 characters. */
export function idOf(prefix: string, number: number): string {
  let rest = '';
  for (let left = number; left > 0; left = Math.floor(left / 62)) rest = digits[left % 62] + rest;
  return to18(`${prefix}8d00000${rest.padStart(5, '0')}`.slice(0, 15).padEnd(15, '0'));
}
