/** The admin page stands in a dialog, where no second one may open: it signs in within its own window, and comes back here. */
import { clearAddress } from './clearAddress';
import type { Asked } from './codeFlow';

const name = 'instep-admin-sign-in';

export function leaveForSignIn(asked: Asked): void {
  sessionStorage.setItem(name, JSON.stringify(asked));
  location.assign(asked.url);
}

/** In the sign-in page: whether the admin page is waiting for this answer. The code travels behind the #, which no server sees. */
export function adminReturn(query: string): boolean {
  const asked = held();
  if (!asked || new URLSearchParams(query).get('state') !== asked.state) return false;
  location.replace(new URL(`../admin/index.html#${new URLSearchParams(query)}`, document.baseURI));
  return true;
}

/** In the admin page: what it had asked for and what came back, once. */
export function takeReturn(): { readonly asked: Asked; readonly query: URLSearchParams } | null {
  const asked = held();
  const query = new URLSearchParams(location.hash.slice(1));
  if (!asked || query.get('state') !== asked.state) return null;
  sessionStorage.removeItem(name);
  clearAddress();
  return { asked, query };
}

function held(): Asked | null {
  try {
    const value = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Asked | null;
    return value && typeof value.state === 'string' ? value : null;
  } catch {
    return null;
  }
}
