/** The org's own address from what the rep types: `acme`, `acme.my.salesforce.com`, or any address that a browser shows there. */

const own = /^[a-z0-9-]+(\.sandbox|\.develop|\.scratch|\.demo|\.trailblaze|\.patch)?\.my\.salesforce\.com$/;

/** `https://acme.my.salesforce.com`, or '' when it is no org's address. */
export function orgOf(text: string): string {
  const typed = text.trim().toLowerCase();
  const host = /^[a-z0-9-]+$/.test(typed) ? `${typed}.my.salesforce.com` : typed.replace(/^https?:\/\//, '').replace(/[/?#:].*$/, '');
  const mine = host.replace(/\.lightning\.force\.com$/, '.my.salesforce.com').replace(/\.my\.salesforce-setup\.com$/, '.my.salesforce.com');
  return own.test(mine) ? `https://${mine}` : '';
}
