/** What the build takes from its environment; docs/connect.md has the table. Client ids are no secrets: they are in every package. */

export interface Registrations {
  /** Consumer key of the External Client App in Salesforce. */
  readonly salesforce: string;
  /** Google client of type "Web application": Edge and Firefox, and Chrome without the one below. */
  readonly google: string;
  /** Google client of type "Chrome extension": goes into Chrome's manifest; '' leaves it out. */
  readonly googleChrome: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const registrationsIn = (env: Environment): Registrations => ({
  salesforce: env.INSTEP_SALESFORCE_CLIENT_ID ?? 'instep',
  google: env.INSTEP_GOOGLE_CLIENT_ID ?? 'instep.apps.googleusercontent.com',
  googleChrome: env.INSTEP_GOOGLE_CHROME_CLIENT_ID ?? '',
});

export const googleScopes = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
  'https://www.googleapis.com/auth/contacts',
] as const;
