/** What every page of ours does first: language and theme; and the background behind it as typed services. */
import { type ComponentChild, render } from 'preact';
import { remoteDevice } from '../../shared/device/remote';
import { locale, speak } from '../../shared/ui/texts/catalogue';
import { TimingContext } from '../../shared/ui/timing';
import { askingChannel } from '../channel/asking';
import { sendMessage } from '../channel/messenger';
import type { Own, Settings } from '../channel/own';
import { ownCalls, remoteService } from '../channel/remote';
import { timing } from '../content/time';

export const own: Own = remoteService<Own>(ownCalls, (call) => sendMessage('own', call));
export const device = remoteDevice(askingChannel());

export function wear({ theme }: Settings): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
}

/** Nothing is drawn before language and theme are known: neither may change under the rep's eyes. */
export async function begin(): Promise<Settings> {
  const [settings] = await Promise.all([own.settings(), speak(navigator.languages)]);
  wear(settings);
  const root = document.documentElement;
  root.lang = locale().tag;
  root.dir = 'ltr';
  root.dataset.look = 'own';
  return settings;
}

export function show(content: ComponentChild): void {
  const place = document.getElementById('app');
  if (place) render(<TimingContext.Provider value={timing}>{content}</TimingContext.Provider>, place);
}

export const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);
