/**
 * The page in the sign-in window. On the way out it builds the vendor's address from our own settings, so that nobody can make it
 * lead elsewhere; on the way back it hands the answer to the pane that opened it. It never sees a token.
 */
import '../../shared/ui/page.css';
import { addinSays } from '../../shared/ui/texts/addin';
import { speak } from '../../shared/ui/texts/catalogue';
import { officeReady, officeScript } from '../office/ready';
import { loadSettings } from '../settings';
import { adminReturn } from './adminReturn';
import { clearAddress } from './clearAddress';
import { authorizeUrl } from './codeFlow';

const say = (text: string): void => {
  const place = document.getElementById('app');
  if (place) place.textContent = text;
};

async function goOut(query: URLSearchParams): Promise<void> {
  const url = authorizeUrl(await loadSettings(), query);
  if (url) location.replace(url);
  else say(addinSays('close window'));
}

async function comeBack(query: string): Promise<void> {
  say(addinSays('close window'));
  const message = JSON.stringify({ instep: 'came back', query });
  // The code is in our hands: it need not stay in the address.
  clearAddress();
  if (adminReturn(query)) return;
  const opener = window.opener as Window | null;
  if (opener) opener.postMessage(message, location.origin);
  else await throughOutlook(message);
}

/** Outlook's desktop windows have no opener: there the message goes by Office.js, which nothing else on this page needs. */
async function throughOutlook(message: string): Promise<void> {
  const script = document.createElement('script');
  script.id = 'office-js';
  script.src = officeScript;
  document.head.append(script);
  if ((await officeReady()) !== 'unreachable') Office.context.ui.messageParent(message);
}

async function start(): Promise<void> {
  await speak(navigator.languages);
  const query = new URLSearchParams(location.search);
  try {
    if (query.has('system')) await goOut(query);
    else if (query.has('code') || query.has('error')) await comeBack(location.search);
    else say(addinSays('close window'));
  } catch {
    say(addinSays('settings missing'));
  }
}

void start();
