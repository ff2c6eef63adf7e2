/** What a badge says: the nine words, and the tooltip, which is also its accessible name. Loads with every host page, so it stays small. */
export const en = {
  'in step': 'In step',
  waiting: 'Waiting',
  'kept out': 'Kept out',
  'not in salesforce': 'Not in Salesforce',
  'needs you': 'Needs you',
  failed: 'Failed',
  'sign in': 'Sign in',
  'not set up': 'Not set up',
  asleep: 'Asleep',

  'tip in step': ['In step with Salesforce. Checked {ago}.', 'In step with Salesforce.'],
  'tip waiting': ['Waiting until {until}: {reason}.', 'Waiting: {reason}.'],
  'tip kept out': 'Kept out of Salesforce: {reason}.',
  'tip not in salesforce': '{kind|event:Not in Salesforce. Click to sync it.|other:Not in Salesforce. Click to add.}',
  'tip needs you': 'Needs you: {reason}.',
  'tip failed': 'Failed: {reason}.',
  'tip sign in': ['Sign in to {system} to go on.', 'Sign in to go on.'],
  'tip not set up': 'Not set up: {reason}.',
  'tip asleep': ['Asleep since {since}.', 'Asleep: no device of yours syncs.'],

  ago: '{n|=0:now|one:# minute ago|other:# minutes ago}',
  'named tip': '{name}: {tip}',
  salesforce: 'Salesforce',
  microsoft: 'Microsoft 365',
  google: 'Google',
} as const;
