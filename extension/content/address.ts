/** E-mail addresses as host pages give them: an attribute, a mailto link, or a text that is nothing but an address. */

/**
 * Strict on purpose: no badge is better than a badge of somebody else.
 * Nothing unseen is in it, which could only make it look like another one; a domain is letters of any script, their marks, and digits.
 */
const address = /^[^\s\p{Cc}\p{Cf}@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{M}\p{N}-]{1,63}\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

/** Pages that are read from right to left wrap addresses in marks of direction; they are not part of them. */
const marks = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** In lower case, or null when it is no address. */
export function addressOf(text: string | null | undefined): string | null {
  if (!text || text.length > 400) return null;
  const clean = text.replace(marks, '').toLowerCase();
  return clean.length <= 320 && address.test(clean) ? clean : null;
}

/** Rooms, calendars that stand in guest lists, and the organizer whom nobody knows: no people. */
const notPeople = /[@.]calendar\.google\.com$/;

export function personOf(text: string | null | undefined): string | null {
  const email = addressOf(text);
  return email && !notPeople.test(email) ? email : null;
}

/** `mailto:ana@contoso.example?subject=…` */
export function mailtoOf(link: string | null | undefined): string | null {
  const to = /^mailto:([^?]+)/i.exec(link ?? '')?.[1];
  if (!to) return null;
  try {
    return personOf(decodeURIComponent(to));
  } catch {
    return null;
  }
}

export const byEmail = (element: Element, email: string | null) =>
  email === null ? null : { element, target: { by: 'email', email } as const, for: email };
