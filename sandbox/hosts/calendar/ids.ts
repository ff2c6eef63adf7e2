/** Ids as the calendar's page writes them: base64url of event id and calendar, the calendar's ending shortened. */
const endings: readonly (readonly [string, string])[] = [
  ['@gmail.com', '@m'],
  ['@group.calendar.google.com', '@g'],
];

const shortened = (calendar: string): string => {
  for (const [long, short] of endings) if (calendar.endsWith(long)) return calendar.slice(0, -long.length) + short;
  return calendar;
};

export const pageId = (eventId: string, calendar: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(`${eventId} ${shortened(calendar)}`)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

export function eventIdIn(id: string): string {
  try {
    return atob(id.replaceAll('-', '+').replaceAll('_', '/')).split(' ')[0] ?? '';
  } catch {
    return '';
  }
}

/** The page's own way to number a day. */
export const dateKey = (day: Date): number => (day.getFullYear() - 1970) * 512 + (day.getMonth() + 1) * 32 + day.getDate();
