/** What our pages may load and whom they may ask (SEC1). Office.js and what it loads come from Microsoft's CDN; nothing else from afar. */

const officeCdn = ['https://appsforoffice.microsoft.com', 'https://ajax.aspnetcdn.com'];
const services = [
  'https://graph.microsoft.com',
  'https://login.microsoftonline.com',
  'https://login.salesforce.com',
  'https://test.salesforce.com',
  'https://*.my.salesforce.com',
];

/** `frame-ancestors` cannot stand in a page: the server that serves it sends it, see docs/outlook-deployment.md. */
export const contentPolicy = (standIns: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${officeCdn.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...services, ...standIns].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
