/** Registrations of this build: filled in when the package is made, so that an organisation can use its own (docs/connect.md). */
export const registrations = {
  /** Client id of the Salesforce External Client App. */
  salesforce: import.meta.env.VITE_SALESFORCE_CLIENT_ID ?? 'instep-salesforce',
  /** Chrome uses the id in the manifest; Edge and Firefox this one (type: web application, implicit flow). */
  google: import.meta.env.VITE_GOOGLE_CLIENT_ID ?? 'instep-google.apps.googleusercontent.com',
};

export const googleScopes = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
  'https://www.googleapis.com/auth/contacts',
];

/** `api refresh_token`: records, and staying signed in. Nothing else of the org. */
export const salesforceScopes = ['api', 'refresh_token', 'openid'];
