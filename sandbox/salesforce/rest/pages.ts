/** The record's page: what "Open in Salesforce" leads to. Plain HTML, no sign-in; `salesforce.pages: false` turns it off. */
import type { Org } from '../org';
import { shown } from '../soql/show';
import { to18 } from '../store/ids';

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[each] ?? each);

const style =
  'body{font:14px system-ui;margin:0;background:#f3f3f3;color:#181818}main{max-width:760px;margin:24px auto;background:#fff;border:1px solid #ddd;border-radius:8px;padding:16px 24px}h1{font-size:20px}small{color:#555}dl{display:grid;grid-template-columns:220px 1fr;gap:4px 16px}dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}';

export function recordPage(org: Org, id: string): string | null {
  const object = org.schema.objectOfId(id);
  const row = object && org.store.get(object.name, to18(id));
  if (!object || !row) return null;
  const name = org.schema.fields(object).find((field) => field.nameField);
  const title = String((name && row[name.name]) ?? row.Id);
  const lines = org.schema.fields(object).flatMap((field) => {
    const value = row[field.name];
    if (value === null || value === undefined || value === '' || value === false || field.type === 'address') return [];
    return [`<dt>${escapeHtml(field.label)}</dt><dd data-field="${field.name}">${linked(org, String(shown(field, value)))}</dd>`];
  });
  const gone = row.IsDeleted === true ? ' <small>in the recycle bin</small>' : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)} | ${object.label} | Salesforce</title><style>${style}</style><main><small>${object.label}</small><h1>${escapeHtml(title)}${gone}</h1><dl>${lines.join('')}</dl></main></html>`;
}

/** References become links to their pages. */
function linked(org: Org, text: string): string {
  const object = /^[a-zA-Z0-9]{18}$/.test(text) ? org.schema.objectOfId(text) : null;
  const row = object && org.store.get(object.name, text);
  if (!object || !row) return escapeHtml(text);
  return `<a href="/lightning/r/${object.name}/${row.Id}/view">${escapeHtml(String(row.Name ?? row.Subject ?? text))}</a>`;
}
