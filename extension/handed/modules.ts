/**
 * What content scripts do not carry. The badges' sentences, drawings and styles are handed to them: the background puts them into
 * the frame (`content/words`), in the rep's language only, when the first badge is about to be drawn. Otherwise each tab would load every sentence in every
 * language, badges or not (budget: 10 kB).
 */

/** Paths below shared/ui, without ending. */
const handed = [/^texts\/badge\/(?:reasons\.)?en$/, /^icons\/looks$/, /^css\/badge\.css$/];

export const isHanded = (path: string): boolean => handed.some((one) => one.test(path));
