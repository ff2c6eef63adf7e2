/** Time zones by Windows or IANA name: Graph takes both (wire-contracts 1.5), and answers settings with Windows names. */
import { isZone } from '../google/calendar/time';
import { fromWindows } from '../import/windowsZones';

const WINDOWS: Readonly<Record<string, string>> = {
  'Europe/Berlin': 'W. Europe Standard Time',
  'Europe/Vienna': 'W. Europe Standard Time',
  'Europe/Zurich': 'W. Europe Standard Time',
  'Europe/Amsterdam': 'W. Europe Standard Time',
  'Europe/Rome': 'W. Europe Standard Time',
  'Europe/Paris': 'Romance Standard Time',
  'Europe/Madrid': 'Romance Standard Time',
  'Europe/London': 'GMT Standard Time',
  'Europe/Dublin': 'GMT Standard Time',
  'Europe/Lisbon': 'GMT Standard Time',
  'Europe/Warsaw': 'Central European Standard Time',
  'Europe/Athens': 'GTB Standard Time',
  'Europe/Helsinki': 'FLE Standard Time',
  'America/New_York': 'Eastern Standard Time',
  'America/Chicago': 'Central Standard Time',
  'America/Denver': 'Mountain Standard Time',
  'America/Los_Angeles': 'Pacific Standard Time',
  'America/Sao_Paulo': 'E. South America Standard Time',
  'Asia/Kolkata': 'India Standard Time',
  'Asia/Tokyo': 'Tokyo Standard Time',
  'Asia/Singapore': 'Singapore Standard Time',
  'Australia/Sydney': 'AUS Eastern Standard Time',
};

export const windowsOf = (iana: string): string => WINDOWS[iana] ?? (iana === 'Etc/UTC' ? 'UTC' : iana);

/** Exchange's own names for zones that an item brought along. */
const CUSTOM = /^tzone:\/\/Microsoft\/(Utc|Custom)$/;

const known = new Map<string, string | null>();
/** The IANA name, or null when nobody knows such a zone. */
export function ianaOf(name: string): string | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const found = name === 'UTC' || CUSTOM.test(name) ? 'UTC' : (name.includes('/') ? '' : fromWindows(name)) || (isZone(name) ? name : null);
  known.set(name, found);
  return found;
}
