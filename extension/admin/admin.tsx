/** The admin page (SUR6): the same pane as in Outlook, asking through the background, where the tokens are (SEC2). */
import { AdminPane } from '../../shared/ui/admin/AdminPane';
import type { AdminShell } from '../../shared/ui/admin/Issues';
import { admin } from '../pages/admin';
import { begin, copy, own, show } from '../pages/page';

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

await begin();
const shell: AdminShell = { download, copy, orgUrl: await own.org() };
show(<AdminPane admin={admin} shell={shell} />);
