/**
 * The one source of both Outlook manifests: what the add-in is called, which pages, buttons and events it has. `unified.ts` and
 * `xml.ts` only write it down in Microsoft's two languages; ids, address and version come from the build.
 */

export interface OutlookManifestOptions {
  /** GUID of this company's copy of the add-in. */
  readonly id: string;
  /** Three numbers. */
  readonly version: string;
  /** Where the built pages are served: https, ends with a slash. */
  readonly url: string;
}

/** Where nobody has given another: the id and address of the development copy. */
export const developmentId = '6d1f9c7e-2b3a-4e58-9f04-7c1a5be0d2a9';
export const developmentUrl = 'https://localhost:4420/addin/';

export const name = 'Instep';
export const provider = 'Instep';
export const website = 'https://instep.example';
export const description = 'Keeps contacts and events in step with Salesforce, and says why.';
export const longDescription =
  'Instep keeps your Outlook contacts and calendar events in step with Salesforce. It shows on each of them whether it is in step and why, and keeps any of them out with one click.';

/** Categories of the mailbox came with 1.8; without them nothing can be kept out. */
export const mailboxSet = '1.8';
/** Changed times and attendees came with 1.11. Older clients ignore the events. */
export const eventSet = '1.11';

export const pages = {
  taskpane: 'taskpane/index.html',
  commands: 'commands/index.html',
  admin: 'admin/index.html',
  signin: 'signin/index.html',
} as const;
export const script = 'commands/commands.js';

export const iconSizes = [16, 32, 64, 80, 128] as const;
export const iconFile = (size: number): string => `icons/${size}.png`;
/** The unified manifest's package holds these two beside itself. */
export const packageIcons = { color: { file: 'color.png', size: 192 }, outline: { file: 'outline.png', size: 32 } } as const;

export interface Command {
  /** Also the name that `commands.ts` gives to its function. */
  readonly id: string;
  readonly does: 'open pane' | 'function';
  readonly label: string;
  readonly tip: string;
}

export const commands = {
  openPane: {
    id: 'openPane',
    does: 'open pane',
    label: 'Instep',
    tip: 'Shows the people or the event and whether they are in step with Salesforce.',
  },
  keepOut: { id: 'keepOut', does: 'function', label: 'Keep out', tip: 'Keeps this event out of Salesforce.' },
  bringBack: { id: 'bringBack', does: 'function', label: 'Bring back', tip: 'Lets this event sync with Salesforce again.' },
  syncNow: { id: 'syncNow', does: 'function', label: 'Sync now', tip: 'Looks for changes at once.' },
  openAdmin: { id: 'openAdmin', does: 'function', label: 'Instep admin', tip: 'For admins: reps, issues, configurations and resets.' },
} as const satisfies Record<string, Command>;

/** Where Outlook shows a ribbon, and which buttons ours has there: a message is no item that could be kept out. */
export const ribbons = [
  { place: 'mailRead', xml: 'MessageReadCommandSurface', commands: [commands.openPane, commands.syncNow, commands.openAdmin] },
  { place: 'mailCompose', xml: 'MessageComposeCommandSurface', commands: [commands.openPane] },
  {
    place: 'meetingDetailsAttendee',
    xml: 'AppointmentAttendeeCommandSurface',
    commands: [commands.openPane, commands.keepOut, commands.bringBack, commands.syncNow],
  },
  {
    place: 'meetingDetailsOrganizer',
    xml: 'AppointmentOrganizerCommandSurface',
    commands: [commands.openPane, commands.keepOut, commands.bringBack, commands.syncNow],
  },
] as const;

/** Events that wake us, in the words of both manifests, with the function of `commands.ts` that they call. */
export const events = [
  { unified: 'newAppointmentOrganizerCreated', xml: 'OnNewAppointmentOrganizer', action: 'onNewAppointment' },
  { unified: 'appointmentTimeChanged', xml: 'OnAppointmentTimeChanged', action: 'onAppointmentTimeChanged' },
  { unified: 'appointmentAttendeesChanged', xml: 'OnAppointmentAttendeesChanged', action: 'onAppointmentAttendeesChanged' },
] as const;

export const at = (options: OutlookManifestOptions, path: string): string => new URL(path, options.url).href;
