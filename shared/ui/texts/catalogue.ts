/**
 * The one catalogue, in parts that load with the screen that needs them: the badge's part is a few kB, the admin's comes
 * with the admin pane. English is always there; other languages are loaded once, before the first screen is drawn.
 */
import { fill, type Hole, type HoleNames, type Holes, type Piece, plain, type Text } from './template';

export type Part = Readonly<Record<string, Text>>;
/** The same sentences in another language: every key, nothing else. */
export type Same<T extends Part> = Readonly<Record<keyof T, Text>>;
export type Language = 'en' | 'de' | 'pseudo';
type Loads<T extends Part> = Readonly<Partial<Record<Language, () => Promise<Same<T>> | Same<T>>>>;

interface Locale {
  readonly language: Language;
  /** For Intl: the rep's own region, such as en-GB. */
  readonly tag: string;
}

let current: Locale = { language: 'en', tag: 'en' };
const parts: { load(language: Language): Promise<void> }[] = [];
let disguise: ((part: Part) => Part) | null = null;

export const locale = (): Locale => current;

/** The best language that we speak, for what a browser or Office says that the rep reads. */
export function languageOf(tags: readonly string[]): Locale {
  for (const tag of tags) {
    if (/^en\b/i.test(tag)) return { language: 'en', tag };
    if (/^de\b/i.test(tag)) return { language: 'de', tag };
  }
  return { language: 'en', tag: 'en' };
}

/** Once per surface, before it draws: all parts that are there now, and each later part before it is used. */
export async function speak(wanted: readonly string[] | Locale): Promise<void> {
  current = 'language' in wanted ? wanted : languageOf(wanted);
  await ready();
}

/** A lazily loaded screen awaits this, so that it never shows two languages. */
export const ready = async (): Promise<void> => {
  await Promise.all(parts.map((part) => part.load(current.language)));
};

/** The gallery's pseudo-locale: makes strings that bypass the catalogue, and sentences that need room, easy to see. */
export function speakPseudo(change: (part: Part) => Part): Promise<void> {
  disguise = change;
  return speak({ language: 'pseudo', tag: 'en' });
}

type Given<T> = [HoleNames<T>] extends [never] ? [] : [holes: Readonly<Record<HoleNames<T>, Hole>>];
/** Alternatives take whatever is known; whole sentences take exactly their holes. */
type Args<T> = T extends readonly string[] ? [holes: Holes] : Given<T>;

export interface Says<T extends Part> {
  /** As plain text. */
  <K extends keyof T>(key: K, ...args: Args<T[K]>): string;
  /** As pieces, for screens that show strong words and set names apart. */
  pieces<K extends keyof T>(key: K, ...args: Args<T[K]>): readonly Piece[];
  /** For keys that are only known while running (causes): any holes. */
  any(key: keyof T, holes: Holes): string;
  anyPieces(key: keyof T, holes: Holes): readonly Piece[];
  has(key: string): key is Extract<keyof T, string>;
  /** Tests compare languages by this. */
  readonly texts: () => Part;
}

export function part<const T extends Part>(english: T, loads: Loads<T> = {}): Says<T> {
  const spoken = new Map<Language, Part>([['en', english]]);
  const load = async (language: Language): Promise<void> => {
    if (language === 'pseudo' && disguise) spoken.set('pseudo', disguise(english));
    const get = loads[language];
    if (get && !spoken.has(language)) spoken.set(language, await get());
  };
  parts.push({ load });
  const texts = (): Part => spoken.get(current.language) ?? english;
  const anyPieces = (key: keyof T, holes: Holes) => fill(texts()[key as string] ?? english[key as string] ?? '', holes, current.tag);
  const any = (key: keyof T, holes: Holes) => plain(anyPieces(key, holes));
  return Object.assign((key: keyof T, holes: Holes = {}) => any(key, holes), {
    pieces: (key: keyof T, holes: Holes = {}) => anyPieces(key, holes),
    any,
    anyPieces,
    has: (key: string): key is Extract<keyof T, string> => key in english,
    texts,
  });
}
