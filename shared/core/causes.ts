/**
 * Every cause the code can raise (STA1, DESIGN section 5). Adding one here makes the compiler ask for its sentences in
 * `shared/ui/texts`, and a test for its entry in `docs/troubleshooting.md`.
 */
export const causes = [
  // in step
  'in step',
  'other device works',
  'attendee not in salesforce',
  'text shortened',
  'changed on both sides',
  'organizer syncs instead',
  'picked from several',
  // sign in
  'signed out',
  'permission taken back',
  'reconnect after reset',
  // waiting
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
  // not set up, asleep
  'asleep',
  'no configuration',
  'configuration inactive',
  'configuration syncs nothing',
  'permission set missing',
  // needs you
  'mass change guard',
  'several matches',
  'doubtful',
  'account not matched',
  'edited while disconnected',
  'would mail attendees',
  'not the organizer',
  // failed
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
  // kept out
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
  // not in salesforce
  'not in salesforce',
  'not picked',
  'category instead of folder',
  // no badge
  'page not recognised',
] as const;

export type CauseCode = (typeof causes)[number];
