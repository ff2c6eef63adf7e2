/** The sign-in page: one button for each person of the company who has an account there. Works without script. */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Account, VendorName } from '../world';

const NAMES: Readonly<Record<VendorName, string>> = { graph: 'Microsoft', google: 'Google', salesforce: 'Salesforce' };
type Page = HtmlEscapedString | Promise<HtmlEscapedString>;

const shell = (title: string, body: Page) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title}</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
      button { display: block; width: 100%; margin: 0.5rem 0; padding: 0.6rem 1rem; font: inherit; text-align: start; cursor: pointer; }
      small { display: block; }
    </style>
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`;

export function signInPage(vendor: VendorName, people: readonly Account[], params: URLSearchParams): Page {
  const title = `Sign in to ${NAMES[vendor]} (sandbox)`;
  const hidden = [...params].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
  const buttons = people.map(
    ({ id, name, email, role }) => html`<button name="picked" value="${id}">${name}<small>${email}, ${role}</small></button>`,
  );
  return shell(
    title,
    html`<h1>${title}</h1>
      <form method="get">${hidden}${buttons}<button name="picked" value="cancel">Cancel</button></form>`,
  );
}

export function refusalPage(vendor: VendorName, what: string): Page {
  return shell(`${NAMES[vendor]} (sandbox)`, html`<h1>Sign-in is not possible</h1><p>${what}</p>`);
}
