/**
 * The card over a host page: a page of ours in a frame that our script put there. It shows nothing without a ticket, which the
 * background gives to that script alone and takes back once: a frame that somebody else made stays empty (SEC4).
 */
import { render } from 'preact';
import { remoteDevice } from '../../shared/device/remote';
import { DeviceCard } from '../../shared/ui/card/DeviceCard';
import { speak } from '../../shared/ui/texts/catalogue';
import { TimingContext } from '../../shared/ui/timing';
import { askingChannel } from '../channel/asking';
import { sendMessage } from '../channel/messenger';
import { timing } from '../content/time';
import { onlyWhenSeen } from './seen';

async function show(ticket: string): Promise<void> {
  const { target, theme, room, opener } = await sendMessage('redeem', ticket);
  await speak(navigator.languages);
  /** To the script that opened it, and to nobody else in that tab: how high it is, or that it is to be closed. */
  const say = (height: number | null) => void sendMessage('cardSays', { ticket, height }, opener).catch(() => undefined);

  const { dataset, style } = document.documentElement;
  dataset.theme = theme;
  dataset.look = 'google';
  style.setProperty('--room', `${room}px`);
  const whole = document.createElement('div');
  const place = document.createElement('div');
  whole.append(place);
  document.body.append(whole);
  onlyWhenSeen(whole, timing);
  new ResizeObserver(() => say(Math.ceil(whole.getBoundingClientRect().height))).observe(whole);
  const close = () => say(null);
  // Also while nothing in the card has the focus yet.
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  const around = { copy: (text: string) => navigator.clipboard.writeText(text), close };
  render(
    <TimingContext.Provider value={timing}>
      <DeviceCard device={remoteDevice(askingChannel())} target={target} around={around} />
    </TimingContext.Provider>,
    place,
  );
}

// Without a ticket there is nothing to show, and nobody to tell.
show(window.location.hash.slice(1)).catch(() => undefined);
