/** What the admin pane asks of the page around it: files to save, the clipboard, the org's address. */
import type { AdminShell } from '../../shared/ui/admin/Issues';

export const shellOf = (orgUrl: string): AdminShell => ({
  orgUrl,
  copy: (text) => navigator.clipboard.writeText(text),
  download: (name, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  },
});
