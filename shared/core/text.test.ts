import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, line, lines, shorten } from './text';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\u00a0', '\ud83d', '\ude00', 'e', '\u0301', '\t') }),
);

describe('canonical texts', () => {
  test('SYN1 spellings that mean the same are no edit', () => {
    expect(line('  Zoë\u00a0 Smith\r\n')).toBe('Zoë Smith');
    expect(line('Zoe\u0308 Smith')).toBe('Zoë Smith');
    expect(lines('a \r\nb\rc\n\n')).toBe('a\nb\nc');
    expect(lines('  indented\n  list')).toBe('  indented\n  list');
    expect(fold('ＡＣＭＥ  GmbH')).toBe('acme gmbh');
  });
  test('SYN1 a canonical text is its own canonical text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(line(line(text))).toBe(line(text));
        expect(lines(lines(text))).toBe(lines(text));
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('cutting', () => {
  test('EVT1 what fits is left alone, what does not ends in an ellipsis', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('ab…');
    expect(shorten('abcd', 0)).toBe('abcd');
    expect(shorten('a\nb', 3, true)).toBe('a…');
  });
  test('EVT1 a character of two units is never split', () => {
    expect(shorten('ab😀d', 4)).toBe('ab…');
    fc.assert(
      fc.property(anyText.map(lines), fc.integer({ min: 1, max: 30 }), fc.boolean(), (text, limit, multiline) => {
        const cut = shorten(text, limit, multiline);
        expect(cut.length + (multiline ? cut.split('\n').length - 1 : 0)).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        expect(shorten(cut, limit, multiline)).toBe(cut);
        expect(lines(cut)).toBe(cut);
      }),
      { numRuns: 500 },
    );
  });
});
