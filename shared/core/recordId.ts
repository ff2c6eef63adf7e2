/** Salesforce ids: 15 characters that tell capitals apart, and three more that say which those are. Fifteen fit into 90 bits. */
import type { ItemId } from './model';

/** What the last three of 18 say. */
const checkAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabet = '0123456789abcdefghijklmnopqrstuv';
const packedLength = 18;

export function longId(id: ItemId): ItemId {
  if (id.length !== 15) return id;
  let check = '';
  for (let part = 0; part < 3; part++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const char = id.charAt(part * 5 + i);
      if (char >= 'A' && char <= 'Z') bits |= 1 << i;
    }
    check += checkAlphabet[bits];
  }
  return id + check;
}

/** As 18 characters 0-9a-v, or null for what is no id of a record. */
export function packId(id: ItemId): string | null {
  if (id.length !== 18 || longId(id.slice(0, 15)) !== id) return null;
  let packed = '';
  for (let part = 0; part < 3; part++) {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const digit = digits.indexOf(id.charAt(part * 5 + i));
      if (digit < 0) return null;
      value = value * 62 + digit;
    }
    for (let i = 5; i >= 0; i--) packed += alphabet[(value >>> (5 * i)) & 31];
  }
  return packed;
}

export function unpackId(packed: string): ItemId | null {
  if (packed.length !== packedLength) return null;
  let id = '';
  for (let part = 0; part < 3; part++) {
    let value = 0;
    for (let i = 0; i < 6; i++) value = value * 32 + alphabet.indexOf(packed.charAt(part * 6 + i));
    let five = '';
    for (let i = 0; i < 5; i++) {
      five = (digits[value % 62] ?? '') + five;
      value = Math.floor(value / 62);
    }
    if (value !== 0) return null;
    id += five;
  }
  return longId(id);
}
