/**
 * Ribbon commands and event handlers. One script without modules: classic Outlook on Windows runs event handlers from it alone,
 * without a page, storage or database. There it only marks the item; elsewhere it wakes the pane.
 */
import { addinSays } from '../../shared/ui/texts/addin';
import { speak } from '../../shared/ui/texts/catalogue';
import { stateName } from '../taskpane/hubName';
import { completing } from './completing';
import { isKeptOut, setKeptOut } from './keepOut';
import { say } from './say';
import { wakePane } from './wake';

/** Set by the page beside this script, where there is one. */
interface Beside {
  instepCycle?: () => Promise<boolean>;
}

/** Outlook ends a command after five minutes; an event handler should be over long before. */
const commandMs = 280_000;
const eventMs = 20_000;

const spoken = (): Promise<void> => speak([Office.context.displayLanguage ?? 'en']);

async function keepOut(out: boolean): Promise<void> {
  await spoken();
  if (await setKeptOut(out)) await wakePane();
}

async function syncNow(): Promise<void> {
  await spoken();
  await say(addinSays('syncing now'));
  const pane = await wakePane();
  const beside = typeof window === 'undefined' ? undefined : (window as Beside).instepCycle;
  const done = pane.open ? await pane.well : beside ? await beside() : false;
  await say(addinSays(done ? 'sync done' : 'sync open pane'));
}

/** The dialog lives no longer than this command: it is completed when the dialog closes. */
function openAdmin(): Promise<void> {
  const url = new URL('../admin/index.html', document.baseURI).href;
  return new Promise((resolve) => {
    if (location.protocol !== 'https:') {
      window.open(url, 'instep-admin');
      resolve();
      return;
    }
    Office.context.ui.displayDialogAsync(url, { height: 85, width: 80, promptBeforeOpen: false }, (result) => {
      if (result.status === Office.AsyncResultStatus.Failed) resolve();
      else result.value.addEventHandler(Office.EventType.DialogEventReceived, () => resolve());
    });
  });
}

/** A new or changed appointment: an open pane looks again; without one the item itself says what can be known there. */
async function appointmentChanged(): Promise<void> {
  if ((await wakePane()).open) return;
  const keptOut = await isKeptOut();
  if (!keptOut && !signedOut()) return;
  await spoken();
  await say(keptOut ? addinSays('kept out now') : `Instep: ${addinSays('sign in to go on')}`);
}

function signedOut(): boolean {
  try {
    return typeof localStorage !== 'undefined' && localStorage.getItem(stateName) === 'sign in';
  } catch {
    return false;
  }
}

/** Names of the manifests. */
export const actions = {
  keepOut: completing(() => keepOut(true), commandMs),
  bringBack: completing(() => keepOut(false), commandMs),
  syncNow: completing(syncNow, commandMs),
  openAdmin: completing(openAdmin, commandMs),
  onNewAppointment: completing(appointmentChanged, eventMs),
  onAppointmentTimeChanged: completing(appointmentChanged, eventMs),
  onAppointmentAttendeesChanged: completing(appointmentChanged, eventMs),
};

// Office.js asks every page for this, also where nothing waits for it.
void Office.onReady();
for (const [name, action] of Object.entries(actions)) Office.actions.associate(name, action);
