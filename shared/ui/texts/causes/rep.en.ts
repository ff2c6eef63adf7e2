/** What the card tells the rep about each cause: what is so, and what becomes of it (DESIGN sections 4 and 5). */
import type { CauseCode } from '../../../core/causes';
import type { Text } from '../template';

export const repSentences = {
  'in step': 'Your {kind|event:event and the Salesforce event|other:contact and the Salesforce contact} hold the same values.',
  'other device works': [
    '{device} does the syncing; here you see the same.',
    'Another device of yours does the syncing; here you see the same.',
  ],
  'attendee not in salesforce': [
    '{n|one:# attendee is|other:# attendees are} on no record: {list}.',
    '{list} is on no record.',
    'An attendee is on no record.',
  ],
  'text shortened': [
    '{field}: Salesforce holds {to} of {from}. The whole stays here.',
    '{field} is longer than Salesforce takes. The full text stays here.',
    'A text is longer than Salesforce takes. The full text stays here.',
  ],
  'changed on both sides': [
    '{field} changed on both sides. {winner|crm:Salesforce won; your value is|mailbox:Yours won; the Salesforce value is|other:The other value is} in the history.',
    'A field changed on both sides. The value that lost is in the history.',
  ],
  'organizer syncs instead': [
    '{organizer} syncs this meeting. There is one event in Salesforce, and you are an invitee.',
    'The organizer syncs this meeting. There is one event in Salesforce, and you are an invitee.',
  ],
  'picked from several': [
    '{n} Salesforce contacts match. Your configuration took this one.',
    'Several Salesforce contacts match. Your configuration took this one.',
  ],
  'signed out': [
    'You have been signed out of {system} since {since}. {n|=0:Nothing waits on this device.|one:# change waits on this device.|other:# changes wait on this device.}',
    'You have been signed out of {system} since {since}. Nothing is lost; your changes wait on this device.',
    'Your sign-in ran out. Nothing is lost; your changes wait on this device.',
  ],
  'permission taken back': [
    '{system} no longer lets Instep read your contacts and events. Sign in and allow it again.',
    'Instep may no longer read your contacts and events. Sign in and allow it again.',
  ],
  'reconnect after reset': [
    '{admin} reset your sync on {date}. Reconnect, so that events sync again.',
    '{admin} reset your sync ({since}). Reconnect, so that events sync again.',
    'Your admin reset your sync. Reconnect, so that events sync again.',
  ],
  throttled: [
    '{system} asked us to slow down. Nothing is lost; your change goes over at {until}.',
    'A service asked us to slow down. Nothing is lost; your change goes over after that.',
  ],
  offline: 'This device is offline. Nothing is lost; your change goes over when it is back.',
  paused: 'You paused. Nothing moves until you go on.',
  'service down': ['{system} does not answer. Next try at {until}.', 'A service does not answer. It is tried again by itself.'],
  'api limit near': [
    'Salesforce has few calls left today. Instep goes on at {until}.',
    'Salesforce has few calls left today. Instep goes on when there are more.',
  ],
  'record locked': [
    'An approval or another change holds the record. It is tried again at {until}.',
    'An approval or another change holds the record. It is tried again by itself.',
  ],
  'not yet synced': 'It goes over with the next sync.',
  'organizer has not synced': [
    '{organizer} syncs this meeting and has not done so yet. It appears as soon as that device has run.',
    'The organizer syncs this meeting and has not done so yet. It appears as soon as that device has run.',
  ],
  'changed meanwhile': 'It changed again while it was being written. It is compared once more with the next sync; nothing was overwritten.',
  preview: 'Nothing has been changed yet. Look at the preview and start the first sync.',
  asleep: 'No device of yours has synced since then. Values may be older than they look.',
  'no configuration': 'No active configuration covers you. Your admin can add you to one in a minute.',
  'configuration inactive': ['Your configuration, {name}, is switched off.', 'Your configuration is switched off.'],
  'configuration syncs nothing': ['Your configuration, {name}, leaves nothing to sync.', 'Your configuration leaves nothing to sync.'],
  'permission set missing': 'Salesforce does not let you use Instep yet. Your admin can give you the permission set Instep Rep.',
  'mass change guard': [
    '{n} of your {m} {kind|contact:contacts|event:events|other:items} would be deleted. That is unusual, so nothing was done.',
    'An unusual number of deletions came up, so nothing was done.',
  ],
  'several matches': ['Each of them holds {email}. Which one is meant?', 'Which one is meant?'],
  doubtful: 'These two were a pair, but no longer look alike. Are they the same?',
  'account not matched': [
    'In step, except for the company. No account is called “{company}”. Pick one, or leave it as it is.',
    'In step, except for the company. Pick an account, or leave it as it is.',
  ],
  'edited while disconnected': [
    'After the reset on {date} this event changed before you reconnected. Which version is right?',
    'This event changed before you reconnected. Which version is right?',
  ],
  'would mail attendees':
    'Taking the Salesforce version over would make Outlook send mail to the attendees. Send the update, or take your calendar.',
  'not the organizer': [
    'It was changed in Salesforce, but {organizer} is the organizer. Your calendar keeps what the organizer sent.',
    'It was changed in Salesforce, but you are not the organizer. Your calendar keeps what the organizer sent.',
  ],
  'duplicate rule': 'Salesforce holds a record that looks the same, and a rule there forbids a second one. Nothing was changed.',
  'validation rule': [
    'Salesforce says: “{message}” Your {kind|event:event|other:contact} is unchanged. It is tried again when it or the rule changes.',
    'A rule in Salesforce stands in the way. Your {kind|event:event|other:contact} is unchanged.',
  ],
  'required field missing': [
    'Salesforce requires “{field}”, and your {kind|event:event|other:contact} has none. Fill it in, and it goes over by itself. Nothing was changed.',
    'Salesforce requires a field that your {kind|event:event|other:contact} does not fill. Nothing was changed.',
  ],
  'value too long or wrong': [
    'Salesforce says about “{field}”: “{message}” Nothing was changed.',
    'Salesforce does not take the value of “{field}”. Nothing was changed.',
    'Salesforce does not take one of the values. Nothing was changed.',
  ],
  'no permission': 'Your Salesforce user may not do this. Nothing was changed.',
  'field not writable': [
    'You may not edit “{field}” in Salesforce. The other fields are in step.',
    'You may not edit one of the fields in Salesforce. The other fields are in step.',
  ],
  'folder missing': 'The folder Salesforce_Sync, or the label Salesforce Sync, is gone. No contact was deleted.',
  'limit reached': 'You have 50,000 contacts in the folder. More do not fit.',
  refused: ['Salesforce says: “{message}” Nothing was changed.', 'Salesforce did not take it. Nothing was changed.'],
  'unknown failure': 'Nothing was changed. It is tried again by itself; a note for your admin holds the details.',
  'kept out by you': [
    'You kept this out on {date}. Nothing about this {kind|event:event|other:contact} goes to Salesforce.',
    'Nothing about this {kind|event:event|other:contact} goes to Salesforce.',
  ],
  private: 'Private {kind|contact:contacts|other:events} stay out of Salesforce.',
  'outside the window': [
    'Your configuration syncs events from {from} to {to}. This one joins on {joinsOn}.',
    'Your configuration syncs events from {from} to {to}.',
    'Your configuration does not sync events this far from today.',
  ],
  'owned by someone else': [
    'Your configuration syncs only contacts that you own. This one belongs to {owner}.',
    'Your configuration syncs only contacts that you own. This one belongs to someone else.',
  ],
  'field condition': [
    'Your configuration syncs contacts whose “{field}” {operator|equals:is|not equals:is not|contains:contains|starts with:starts with|in:is one of|other:is} {value}.',
    'Your configuration syncs contacts whose “{field}” is empty.',
    'Your configuration leaves out contacts like this one.',
  ],
  'blocked domain': ['{domain} is blocked in your configuration.', 'Its domain is blocked in your configuration.'],
  'all-day': 'Your configuration leaves out all-day events.',
  declined: 'Your configuration leaves out events that you declined.',
  'without outsiders': 'Your configuration leaves out events without anyone from outside your company.',
  cancelled: 'The organizer cancelled this event.',
  'deleted and remembered': [
    'It was deleted on {date}. It stays deleted until you bring it back.',
    'It was deleted on one side. It stays deleted until you bring it back.',
  ],
  'moved out of the folder': 'You moved it out of the folder. The record stays as it is, unlinked.',
  unlinked: 'It is no longer linked with its record. Both stay as they are.',
  direction: [
    '“{field}” differs, and your configuration does not sync it to {side|crm:Salesforce|other:your mailbox}.',
    'Your configuration does not sync {kind|contact:contacts|event:events|other:items} in this direction.',
  ],
  'not in the folder': 'Only contacts in the folder Salesforce_Sync, or with the label Salesforce Sync, take part.',
  unreadable: ['It could not be read: {detail}. Everything else goes on.', 'It could not be read. Everything else goes on.'],
  'not in salesforce': '{kind|event:This event is not in Salesforce yet.|other:No contact or lead has this address.}',
  'not picked': 'Your configuration syncs the events you pick.',
  'category instead of folder':
    'The category Salesforce_Sync does not count; the folder does. Move the contact into the folder Salesforce_Sync.',
  'page not recognised': [
    '{page} looks different today. Badges rest there; syncing goes on.',
    'This page looks different today. Badges rest here; syncing goes on.',
  ],
} as const satisfies Record<CauseCode, Text>;
