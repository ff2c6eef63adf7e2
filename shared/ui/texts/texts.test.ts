/** The catalogue keeps its promises: every cause has every sentence, languages agree, and the voice is ours. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { causes } from '../../core/causes';
import { addinSays } from './addin';
import { adminSays } from './admin';
import { badgeSays, reasonSays } from './badge';
import { cardSays } from './card';
import { type Part, part, speak, speakPseudo } from './catalogue';
import { causeActionSays, headlineSays, passesSays, repSays } from './causes';
import { adminCauseSays, titleSays } from './causes/admin';
import { usualStatus } from './causes/kinds';
import { demoSays } from './demo';
import { pseudo } from './pseudo';
import { repScreenSays } from './rep';
import { holesOf, plain } from './template';

const ofCauses = {
  headlines: headlineSays,
  'sentences for the rep': repSays,
  'sentences for the admin': adminCauseSays,
  reasons: reasonSays,
  passes: passesSays,
  titles: titleSays,
};
const screens = { badge: badgeSays, card: cardSays, rep: repScreenSays, admin: adminSays, 'add-in': addinSays, demo: demoSays };
const all = { ...ofCauses, actions: causeActionSays, ...screens };

const templates = (texts: Part): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text] as const] : text.map((one) => [key, one] as const),
  );

afterEach(() => speak(['en']));

describe('every cause', () => {
  for (const [name, says] of Object.entries(ofCauses)) {
    test.each(causes)(`STA1 ${name}: %s`, (cause) => {
      // Facts may be missing: the last alternative needs none but the kind.
      expect(says.any(cause, { kind: 'contact' })).toMatch(/\p{L}/u);
      expect(says.any(cause, { kind: 'contact' })).not.toMatch(/[{}]/);
      const text = says.texts()[cause];
      const last = typeof text === 'string' ? text : (text?.at(-1) ?? '');
      expect([...holesOf(last)].filter((hole) => hole !== 'kind')).toEqual([]);
    });
  }

  test.each(causes)('STA1 has a label for its action, or says that there is none: %s', (cause) => {
    const label = causeActionSays.any(cause, {});
    expect(causeActionSays.has(cause)).toBe(true);
    expect(label.split(' ').filter(Boolean).length).toBeLessThanOrEqual(4);
    expect(usualStatus(cause)).toBeTruthy();
  });

  test.each(causes)('STA1 stands in docs/troubleshooting.md: %s', (cause) => {
    const page = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');
    const from = page.indexOf(`\n\`${cause}\`\n`);
    expect(from).toBeGreaterThan(0);
    const entry = page.slice(from, page.indexOf('\n### ', from) === -1 ? undefined : page.indexOf('\n### ', from));
    // The page was written from these sentences: run `npx tsx tools/troubleshooting.ts` after changing one.
    expect(entry).toContain(repSays.any(cause, { kind: 'contact' }));
    expect(entry).toContain(adminCauseSays.any(cause, { kind: 'contact' }));
  });
});

describe('languages', () => {
  // Files of one worker share the catalogue.
  afterAll(() => speak(['en']));

  test('SUR7 German says every sentence, with the same holes and as many alternatives', async () => {
    const english = Object.fromEntries(Object.entries(all).map(([name, says]) => [name, says.texts()]));
    await speak(['de-DE']);
    for (const [name, says] of Object.entries(all)) {
      const german = says.texts();
      expect(Object.keys(german).sort()).toEqual(Object.keys(english[name] ?? {}).sort());
      for (const [key, text] of Object.entries(english[name] ?? {})) {
        const other = german[key] ?? '';
        const holes = (of: typeof text) => (typeof of === 'string' ? [of] : of).map((one) => [...holesOf(one)].sort().join());
        expect([name, key, holes(other)]).toEqual([name, key, holes(text)]);
        expect([name, key, other === '']).toEqual([name, key, text === '']);
      }
    }
  });

  test('German says du to the reader', async () => {
    await speak(['de-DE']);
    const polite = /\b(Ihr(e|en|em|er|es)?|Ihnen)\b|\p{L}+(en|ern|eln) Sie\b|^Sie (können|müssen|sind|haben)\b/u;
    const wrong = Object.entries(all).flatMap(([name, says]) =>
      templates(says.texts())
        .filter(([, text]) => polite.test(text))
        .map(([key]) => `${name}: ${key}`),
    );
    expect(wrong).toEqual([]);
  });

  test('SUR7 the pseudo-locale dresses every letter outside holes and leaves room for longer languages', async () => {
    await speakPseudo(pseudo);
    expect(cardSays('keep out')).toMatch(/^[^a-zA-Z]+$/);
    expect(cardSays('keep out').length).toBeGreaterThan('Keep out of Salesforce'.length * 1.35);
    expect(cardSays('done keep out', { n: 3 })).toMatch(/^3 [^a-zA-Z]+$/);
    expect(cardSays('on no record', { name: 'Ada' })).toContain('Ada');
  });

  test('SUR7 an unknown language falls back to English, a region keeps its own numbers', async () => {
    await speak(['nl', 'fr']);
    expect(badgeSays('waiting')).toBe('Waiting');
    await speak(['de-AT']);
    expect(badgeSays('waiting')).toBe('Wartet');
    expect(adminSays('n reps', { n: 12345 })).toMatch(/12.?345 Benutzer/);
  });
});

describe('voice (DESIGN section 4)', () => {
  const english = Object.entries(all).flatMap(([name, says]) =>
    templates(says.texts()).map(([key, text]) => [`${name}: ${key}`, text] as const),
  );

  test('no apology, no exclamation mark, no empty politeness', () => {
    const wrong = english.filter(([, text]) => /!|\b(please|sorry|oops|successful(ly)?|click here)\b/i.test(text));
    expect(wrong).toEqual([]);
  });

  test('reps never read of ledgers, leases, cursors, tokens or APIs', () => {
    const own = english.filter(([name]) => /^(headlines|sentences for the rep|passes|reasons|badge|card|rep):/.test(name));
    expect(own.filter(([, text]) => /\b(ledger|cycle|lease|cursor|token|API)\b/.test(text))).toEqual([]);
  });

  test('forms of a hole are whole texts: no hole and no strong word inside one', () => {
    expect(english.filter(([, text]) => /\{[^}]*[{*]/.test(text))).toEqual([]);
  });

  test('buttons of the card have at most four words', () => {
    const buttons = [
      'keep out',
      'bring back',
      'add',
      'pick',
      'pair',
      'create',
      'take crm',
      'same',
      'not the same',
      'use account',
      'leave account',
      'restore',
      'send update',
    ] as const;
    for (const key of buttons) expect(cardSays.any(key, {}).split(' ').length).toBeLessThanOrEqual(4);
  });
});

describe('templates', () => {
  const says = part({
    plural: '{n|=0:Nothing waits|one:# change waits|other:# changes wait} until {time}.',
    kind: 'This {kind|contact:contact|event:event|other:item}.',
    strong: '*{name}* is out.',
    chosen: ['{who} did it {when}.', '{who} did it.', 'Somebody did it.'],
  });

  test('SUR7 plural forms, words and exact numbers are chosen; numbers are formatted', () => {
    expect(says('plural', { n: 0, time: '14:20' })).toBe('Nothing waits until 14:20.');
    expect(says('plural', { n: 1, time: '14:20' })).toBe('1 change waits until 14:20.');
    expect(says('plural', { n: 12345, time: '14:20' })).toBe('12,345 changes wait until 14:20.');
    expect(says('kind', { kind: 'event' })).toBe('This event.');
    expect(says('kind', { kind: 'unheard of' })).toBe('This item.');
  });

  test('SUR7 the most telling alternative is said whose facts are known', () => {
    expect(says('chosen', { who: 'Ada', when: 'today' })).toBe('Ada did it today.');
    expect(says('chosen', { who: 'Ada', when: '' })).toBe('Ada did it.');
    expect(says('chosen', {})).toBe('Somebody did it.');
  });

  test('SEC4 values are text: markers in them mean nothing, control and direction characters are gone', () => {
    const pieces = says.pieces('strong', { name: '*{x}*\u202e<b>\u0000' });
    expect(pieces.filter(({ value }) => value)).toEqual([{ text: '*{x}* <b>', strong: true, value: true }]);
    expect(plain(pieces)).toBe('*{x}* <b> is out.');
  });

  test('DESIGN 11 a name of the other direction stands apart in plain text', () => {
    expect(says('strong', { name: 'שלום' })).toBe('\u2068שלום\u2069 is out.');
  });
});
