/** The window that a person signs in with: Outlook's own dialog, or a plain window where there is none. */

/** What our page in that window says when the person is back. */
export interface CameBack {
  readonly instep: 'came back';
  readonly query: string;
}

export function cameBack(text: unknown): URLSearchParams | null {
  if (typeof text !== 'string' || text.length > 20_000) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('instep' in value) || value.instep !== 'came back') return null;
    return 'query' in value && typeof value.query === 'string' ? new URLSearchParams(value.query) : null;
  } catch {
    return null;
  }
}

export type Opened =
  | { readonly kind: 'answer'; readonly query: URLSearchParams }
  | { readonly kind: 'closed' }
  | { readonly kind: 'blocked' };

export function openWindow(url: string): Promise<Opened> {
  // Outlook's dialog refuses addresses without https, which only a developer's machine has.
  const inOutlook = typeof Office !== 'undefined' && location.protocol === 'https:' && Office.context?.ui?.displayDialogAsync !== undefined;
  return inOutlook ? officeDialog(url) : plainWindow(url);
}

function officeDialog(url: string): Promise<Opened> {
  return new Promise((resolve) => {
    Office.context.ui.displayDialogAsync(url, { height: 70, width: 40, promptBeforeOpen: false }, (result) => {
      if (result.status === Office.AsyncResultStatus.Failed) {
        resolve({ kind: 'blocked' });
        return;
      }
      const dialog = result.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        const query = 'message' in event ? cameBack(event.message) : null;
        if (!query) return;
        dialog.close();
        resolve({ kind: 'answer', query });
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () => resolve({ kind: 'closed' }));
    });
  });
}

const look = 400;

function plainWindow(url: string): Promise<Opened> {
  const opened = window.open(url, 'instep-sign-in', 'popup,width=520,height=680');
  if (!opened) return Promise.resolve({ kind: 'blocked' });
  return new Promise((resolve) => {
    const end = (answer: Opened): void => {
      clearInterval(timer);
      window.removeEventListener('message', heard);
      resolve(answer);
    };
    const heard = (event: MessageEvent): void => {
      if (event.source !== opened || event.origin !== location.origin) return;
      const query = cameBack(event.data);
      if (!query) return;
      opened.close();
      end({ kind: 'answer', query });
    };
    const timer = setInterval(() => opened.closed && end({ kind: 'closed' }), look);
    window.addEventListener('message', heard);
  });
}
