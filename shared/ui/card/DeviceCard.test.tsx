// @vitest-environment happy-dom
/** The card over a device: it stays with the item that it opened on (EXC1). */
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { fakeDevice } from '../../../test/pages/gallery/fakeDevice';
import { cardOf, now, status } from '../../../test/pages/gallery/world';
import type { Target } from '../../device/device';
import { speak } from '../texts/catalogue';
import { type Timing, TimingContext } from '../timing';
import { DeviceCard } from './DeviceCard';

beforeAll(() => speak(['en-GB']));
afterEach(cleanup);

const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 5))));
/** Nothing waits, but for what is gathered. */
const timing: Timing = {
  now: () => now,
  after: (_, then) => {
    const timer = setTimeout(then, 0);
    return () => clearTimeout(timer);
  },
};
const contact = (id: string) => ({ side: 'mailbox', kind: 'contact', id }) as const;

test('EXC1 of two contacts with one address, the card stays with the one that was kept out, and its buttons too', async () => {
  let isOut = false;
  const asked: Target[] = [];
  const target = { by: 'email', email: 'ana@okafor.example' } as const;
  const device = fakeDevice({});
  const heard: (() => void)[] = [];
  Object.assign(device, {
    onChange: (hear: () => void) => {
      heard.push(hear);
      return () => undefined;
    },
    card: async (of: Target) => {
      asked.push(of);
      const first = of.by === 'ref' ? of.ref.id === 'first' : !isOut;
      if (!first) return cardOf({ target: of, ref: contact('second'), name: 'Second', status: status('in step', 'in step') });
      return cardOf({
        target: of,
        ref: contact('first'),
        name: 'First',
        status: isOut ? status('kept out', 'kept out by you', { actions: ['bring back'] }) : status('in step', 'in step'),
      });
    },
  });
  render(
    <TimingContext.Provider value={timing}>
      <DeviceCard device={device} target={target} around={{ copy: async () => undefined }} />
    </TimingContext.Provider>,
  );
  await settle();
  expect(document.body.textContent).toContain('First');
  isOut = true;
  expect(heard.length).toBeGreaterThan(0);
  for (const hear of heard) hear();
  const bringBack = await screen.findByRole('button', { name: 'Let it sync' });
  expect(document.body.textContent).toContain('First');
  expect(document.body.textContent).not.toContain('Second');
  bringBack.click();
  await settle();
  expect(device.asked.filter(({ what }) => what === 'act').map((one) => one.with[0])).toEqual([{ by: 'ref', ref: contact('first') }]);
});

test('DESIGN 8 what the device does not know is no failure: the pane says what is so, and asks again when something changes', async () => {
  const heard: (() => void)[] = [];
  const target = { by: 'event', eventId: 'new' } as const;
  let known = false;
  const device = Object.assign(fakeDevice({}), {
    onChange: (hear: () => void) => {
      heard.push(hear);
      return () => undefined;
    },
    card: async (of: Target) => (known ? cardOf({ target: of, status: status('in step', 'in step') }) : null),
  });
  render(
    <TimingContext.Provider value={timing}>
      <DeviceCard device={device} target={target} around={{ copy: async () => undefined }} as="inline" unknown={<p>Not seen</p>} />
    </TimingContext.Provider>,
  );
  await settle();
  expect(screen.getByText('Not seen')).toBeTruthy();
  expect(document.body.textContent).not.toContain('could not be loaded');
  known = true;
  for (const hear of heard) hear();
  expect(await screen.findByRole('heading', { name: 'In step' })).toBeTruthy();
});
