/** Whether this page stands where it can work: inside Outlook, with the mailbox, in a client that is new enough. */

export type Weather = 'fine' | 'outside' | 'unreachable' | 'no mailbox' | 'too old';

export const officeScript = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
/** Categories (EXC2) came with it; older clients cannot keep anything out. */
const least = '1.8';
const patience = 20_000;

/** Office.js is loaded beside our own script, so that a page whose CDN is out of reach still says so. */
function loaded(): Promise<boolean> {
  if (typeof Office !== 'undefined') return Promise.resolve(true);
  const script = document.getElementById('office-js');
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    const end = (found: boolean): void => {
      clearTimeout(timer);
      resolve(found);
    };
    script?.addEventListener('load', () => end(typeof Office !== 'undefined'));
    script?.addEventListener('error', () => end(false));
    if (!script) end(false);
    // It may have failed before this script ran: the page is complete when every script of it has come or failed.
    else if (document.readyState !== 'complete') window.addEventListener('load', () => end(typeof Office !== 'undefined'));
    else if (performance.getEntriesByName((script as HTMLScriptElement).src).length > 0) end(typeof Office !== 'undefined');
  });
}

/** Its host's own part may be out of reach although the first part came: no answer is an answer too. */
const answered = (): Promise<{ readonly host: unknown } | null> =>
  Promise.race([Office.onReady(), new Promise<null>((resolve) => setTimeout(resolve, patience, null))]);

export async function officeReady(): Promise<Weather> {
  if (!(await loaded())) return 'unreachable';
  const info = await answered();
  if (!info) return 'unreachable';
  if (!info.host || info.host !== Office.HostType.Outlook) return 'outside';
  if (!Office.context.requirements.isSetSupported('Mailbox', least)) return 'too old';
  return (await mayRead()) ? 'fine' : 'no mailbox';
}

const noPermission = 7000;

/** Without the right, Office.js throws at the first question, or its host refuses; without an item it cannot be asked. */
async function mayRead(): Promise<boolean> {
  const { mailbox } = Office.context;
  if (!mailbox) return false;
  if (!mailbox.item) return true;
  return new Promise((resolve) => {
    try {
      mailbox.masterCategories.getAsync((result) => resolve(result.error?.code !== noPermission));
    } catch {
      resolve(false);
    }
  });
}
