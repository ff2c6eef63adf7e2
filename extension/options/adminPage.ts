/** Is there an admin page for this rep? Salesforce is asked, once the org is connected (RST1). */
import { useEffect, useState } from 'preact/hooks';
import { admin } from '../pages/admin';

export function useAdminPage(connected: boolean): string | undefined {
  const [page, setPage] = useState<string>();
  useEffect(() => {
    if (!connected) return setPage(undefined);
    admin.me().then(
      (me) => setPage(me === null ? undefined : chrome.runtime.getURL('admin/index.html')),
      () => setPage(undefined),
    );
  }, [connected]);
  return page;
}
