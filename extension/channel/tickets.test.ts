import { expect, test } from 'vitest';
import type { Opening } from './protocol';
import type { Sender } from './senders';
import { tickets } from './tickets';

const opening: Opening = { target: { by: 'email', email: 'ana@contoso.example' }, theme: 'light', room: 600 };
const inTab = (id: number, frameId = 0): Sender => ({ id: 'ours', frameId, tab: { id } as chrome.tabs.Tab });

function desk() {
  let now = 1000;
  let n = 0;
  return {
    ...tickets(
      () => now,
      () => `ticket ${++n}`,
    ),
    pass: (ms: number) => (now += ms),
  };
}

test('SEC4 a ticket is good once, in the tab it was given in, for a short time', () => {
  const { give, redeem, pass } = desk();
  const ticket = give(opening, inTab(7, 3));
  expect(redeem(ticket, inTab(7))).toEqual({ ...opening, opener: { tabId: 7, frameId: 3 } });
  expect(() => redeem(ticket, inTab(7))).toThrow('Refused');
  const elsewhere = give(opening, inTab(7));
  expect(() => redeem(elsewhere, inTab(8))).toThrow('Refused');
  expect(() => redeem(elsewhere, inTab(7))).toThrow('Refused');
  const late = give(opening, inTab(7));
  pass(60_000);
  expect(() => redeem(late, inTab(7))).toThrow('Refused');
});

test('SEC4 a guessed ticket, or a card outside of any tab, gets nothing', () => {
  const { give, redeem } = desk();
  expect(() => redeem('ticket 99', inTab(7))).toThrow('Refused');
  expect(() => give(opening, { id: 'ours' })).toThrow('Refused');
});
