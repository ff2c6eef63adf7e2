/**
 * What content scripts do not carry. The badges' sentences, drawings and styles are data: the background hands them over, in
 * the rep's language only, when the first badge is about to be drawn. Otherwise each tab would load every sentence in every
 * language, badges or not (budget: 10 kB).
 */

/** Paths below shared/ui, without ending. */
const handed = [/^texts\/badge\/(?:reasons\.)?(?:en|de)$/, /^icons\/status$/, /^css\/badge\.css$/, /^tones\.css$/];

export const isHanded = (path: string): boolean => handed.some((one) => one.test(path));

/** The language of a data module, or null when it has none. */
export const languageIn = (path: string): string | null => /(?:\/|\.)(en|de)$/.exec(path)?.[1] ?? null;
