/** Which status a cause belongs to: for lists that hold causes alone (an admin's issues, the troubleshooting page). */
import type { CauseCode } from '../../../core/causes';
import type { StatusKind } from '../../../core/model';

const byKind: Readonly<Record<StatusKind, readonly CauseCode[]>> = {
  'in step': [
    'in step',
    'other device works',
    'attendee not in salesforce',
    'text shortened',
    'changed on both sides',
    'organizer syncs instead',
    'picked from several',
    'page not recognised',
  ],
  'sign in': ['signed out', 'permission taken back', 'reconnect after reset'],
  waiting: [
    'throttled',
    'offline',
    'paused',
    'service down',
    'api limit near',
    'record locked',
    'not yet synced',
    'organizer has not synced',
    'changed meanwhile',
    'preview',
  ],
  asleep: ['asleep'],
  'not set up': ['no configuration', 'configuration inactive', 'configuration syncs nothing', 'permission set missing'],
  'needs you': [
    'mass change guard',
    'several matches',
    'doubtful',
    'account not matched',
    'edited while disconnected',
    'would mail attendees',
    'not the organizer',
  ],
  failed: [
    'duplicate rule',
    'validation rule',
    'required field missing',
    'value too long or wrong',
    'no permission',
    'field not writable',
    'folder missing',
    'limit reached',
    'refused',
    'unknown failure',
  ],
  'kept out': [
    'kept out by you',
    'private',
    'outside the window',
    'owned by someone else',
    'field condition',
    'blocked domain',
    'all-day',
    'declined',
    'without outsiders',
    'cancelled',
    'deleted and remembered',
    'moved out of the folder',
    'unlinked',
    'direction',
    'not in the folder',
    'unreadable',
  ],
  'not in salesforce': ['not in salesforce', 'not picked', 'category instead of folder'],
};

const kinds = new Map(Object.entries(byKind).flatMap(([kind, of]) => of.map((cause) => [cause, kind as StatusKind] as const)));

export const usualStatus = (cause: CauseCode): StatusKind => kinds.get(cause) ?? 'failed';
