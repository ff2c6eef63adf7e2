/**
 * The background: the rep's device, served to the extension's screens and to host pages. It may be stopped at any moment: the
 * browser starts it again for a message, an alarm or its own start, and everything is in the ledger (SYN6).
 */
import browser from 'webextension-polyfill';
import { realClock } from '../../shared/adapters/clock';
import { asksForRep } from '../../shared/device/local/asking';
import { serveDevice } from '../../shared/device/serve';
import { adminShapes } from '../channel/admin';
import { answeringChannel } from '../channel/answering';
import { serveHostPages } from '../channel/hostPages';
import { onMessage } from '../channel/messenger';
import { type Own, ownShapes } from '../channel/own';
import { allow, kindOf } from '../channel/senders';
import { answerCall } from '../channel/service';
import { timing } from '../content/time';
import { orgOf } from '../orgAddress';
import { Current } from './current';
import { alarmName, wasStopped } from './keeper';
import { log, logText } from './log';
import { quiet } from './quiet';
import { readSettings, saveSettings } from './settings';
import { closeToPages, readKept } from './signIn/vault';
import { notice, noticedAt } from './thisBrowser';
import { showToolbar } from './toolbar';
import { coverOf } from './unassigned';

const pages = new Map<string, boolean>();
/** A page with badges has asked within the last minutes. */
const watchedMs = 3 * 60_000;
let lastLook = 0;

const current = new Current({
  pages: () => [...pages].map(([page, recognised]) => ({ page, recognised })),
  watched: () => realClock.now() - lastLook < watchedMs,
  ran,
});

async function ran(): Promise<void> {
  const { engine } = await current.home;
  const noticed = await noticedAt();
  const cover = coverOf(await engine.world.ledger.meta(), noticed, realClock.now());
  if (cover.kind === 'gone') {
    log('info', 'no configuration covers the rep any more: this device is wiped');
    // Not awaited: the run that has just ended must be over before the engine can be halted.
    void current.disconnect().then(() => showToolbar(false));
    return;
  }
  const since = cover.kind === 'noticed' ? cover.since : null;
  if (since !== noticed) await notice(since);
  await showToolbar(await asksForRep(engine));
}

const own: Own = {
  org: async () => (await readKept()).org,
  connectOrg: async (typed) => {
    const org = orgOf(typed);
    return org === '' ? { ok: false, why: '' } : current.connectOrg(org);
  },
  settings: readSettings,
  saveSettings: async (settings) => {
    await saveSettings(settings);
    channel.tell({ changed: 'all' });
  },
  log: logText,
};

const tick = async (): Promise<void> => void (await (await current.home).engine.tick());

// All listeners are there before anything is awaited: a message or alarm that woke the background finds them.
const channel = quiet(answeringChannel(timing.after), ({ tab }) => {
  if (tab !== undefined) lastLook = realClock.now();
});
serveDevice(current.device, channel, {
  allow,
  onRefused: (why, sender) => log('info', 'message refused', { why, from: kindOf(sender) }),
});
serveHostPages({ onPage: ({ page, recognised }) => pages.set(page, recognised) });
onMessage('own', ({ data, sender }) => answerCall(own, ownShapes, data, sender));
onMessage('admin', ({ data, sender }) => answerCall(current.admin, adminShapes, data, sender));
browser.alarms.onAlarm.addListener(({ name }) => (name === alarmName ? tick() : undefined));
browser.runtime.onStartup.addListener(tick);
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void browser.runtime.openOptionsPage();
  void tick();
});
globalThis.addEventListener('online', () => void tick());
void closeToPages();
void wasStopped().then((stopped) => (stopped ? tick() : undefined));
