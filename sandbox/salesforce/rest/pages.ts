/** The record's page: what "Open in Salesforce" leads to. Plain HTML, no sign-in; `salesforce.pages: false` turns it off. */
import type { Org } from '../org';
import { shown } from '../soql/show';
import { to18 } from '../store/ids';

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[each] ?? each);

const style =
  'body{font:14px/1.45 "Segoe UI",Roboto,Arial,sans-serif;margin:0;padding:16px;background:#f3f3f3;color:#181818}main{max-width:820px;margin:0 auto;background:#fff;border:1px solid #ddd;border-radius:8px;padding:16px 24px 24px}h1{font-size:20px;margin:0 0 12px}h2{font-size:13px;margin:20px 0 6px;padding-top:12px;border-top:1px solid #ddd;color:#444}small{color:#555}dl{display:grid;grid-template-columns:minmax(96px,180px) 1fr;gap:5px 16px;margin:0}dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}a{color:#0b5cab}';

/** What Salesforce keeps about every record comes last, as on its own pages. */
const system = /^(Id|Created(Date|ById)|LastModified(Date|ById)|SystemModstamp|Last(Viewed|Referenced|Activity)Date|.*__c)$/;

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const read = (field: { readonly type: string }, text: string): string =>
  field.type === 'datetime' && !Number.isNaN(Date.parse(text)) ? `${moment.format(Date.parse(text))} UTC` : text;

export function recordPage(org: Org, id: string): string | null {
  const object = org.schema.objectOfId(id);
  const row = object && org.store.get(object.name, to18(id));
  if (!object || !row) return null;
  const name = org.schema.fields(object).find((field) => field.nameField);
  const title = String((name && row[name.name]) ?? row.Id);
  const filled = org.schema.fields(object).filter((field) => {
    const value = row[field.name];
    return !(value === null || value === undefined || value === '' || value === false || field.type === 'address');
  });
  const lines = (of: typeof filled): string =>
    of
      .map((field) => {
        const text = read(field, String(shown(field, row[field.name] ?? null)));
        const value = field.name === 'Id' ? escapeHtml(text) : linked(org, text);
        return `<dt>${escapeHtml(field.label.replace(/(?<=.) ID$/i, ''))}</dt><dd data-field="${field.name}">${value}</dd>`;
      })
      .join('');
  const [own, kept] = [filled.filter(({ name: one }) => !system.test(one)), filled.filter(({ name: one }) => system.test(one))];
  const gone = row.IsDeleted === true ? ' <small>in the recycle bin</small>' : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)} | ${object.label} | Salesforce</title><style>${style}</style><main><small>${object.label}</small><h1>${escapeHtml(title)}${gone}</h1><dl>${lines(own)}</dl><h2>System information</h2><dl>${lines(kept)}</dl></main></html>`;
}

/** References become links to their pages. */
function linked(org: Org, text: string): string {
  const object = /^[a-zA-Z0-9]{18}$/.test(text) ? org.schema.objectOfId(text) : null;
  const row = object && org.store.get(object.name, text);
  if (!object || !row) return escapeHtml(text);
  return `<a href="/lightning/r/${object.name}/${row.Id}/view">${escapeHtml(String(row.Name ?? row.Subject ?? text))}</a>`;
}
