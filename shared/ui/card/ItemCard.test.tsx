// @vitest-environment happy-dom
/** The card in every state: what it says, what one click does, and how it is used without a mouse (STA1, STA2, EXC1, EXC3, RST7). */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeDevice } from '../../../test/pages/gallery/fakeDevice';
import { cardOf, cards, event, history, now, paired, status } from '../../../test/pages/gallery/world';
import type { Card } from '../../device/device';
import { callsOf } from '../store';
import { type Timing, TimingContext } from '../timing';
import { ItemCard } from './ItemCard';

afterEach(cleanup);

/** Ten seconds pass when the test says so; shorter waits at once. */
const later: (() => void)[] = [];
const timing: Timing = {
  now: () => now,
  after: (ms, then) => {
    if (ms < 1000) {
      const timer = setTimeout(then, 0);
      return () => clearTimeout(timer);
    }
    if (ms === 10_000) later.push(then);
    return () => undefined;
  },
};
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 5))));

function show(card: Card, over: Partial<ReturnType<typeof fakeDevice>> = {}, as: 'floating' | 'inline' = 'floating') {
  const device = Object.assign(fakeDevice({ card: () => card }), over);
  const copied: string[] = [];
  const close = vi.fn();
  const calls = callsOf(device, card.target, { copy: async (text) => void copied.push(text), ...(as === 'floating' ? { close } : {}) });
  const draw = (shown: Card) => (
    <TimingContext.Provider value={timing}>
      <ItemCard card={shown} calls={calls} as={as} />
    </TimingContext.Provider>
  );
  const { rerender } = render(draw(card));
  const acts = () => device.asked.filter(({ what }) => what === 'act').map((one) => one.with[1]);
  return { device, acts, copied, close, rerender: (next: Card) => rerender(draw(next)) };
}
const named = (name: string): Card => cards[name] ?? cardOf({ status: status('in step', 'in step') });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const press = async (name: string | RegExp) => {
  fireEvent.click(button(name));
  await settle();
};

describe('what it says', () => {
  test.each(Object.keys(cards))('STA1 "%s": headline, sentence and whose card it is', (name) => {
    const card = named(name);
    show(card);
    const dialog = screen.getByRole('dialog');
    const headline = within(dialog).getByRole('heading', { level: 2 });
    expect(headline.textContent).toMatch(/\p{L}/u);
    expect(dialog.querySelector('.is-card-body p')?.textContent).toMatch(/[.?]$/);
    // SEC4: the item's own text is never in the headline.
    expect(headline.textContent).not.toContain(card.name.slice(0, 9));
    expect(dialog.textContent).not.toMatch(/[{}]/);
  });

  test('STA1 a connection that has run out beats the item; the item’s own trouble is told besides', () => {
    show(named('reconnect'));
    expect(screen.getByRole('heading').textContent).toBe('Reconnect');
    expect(screen.getByText('Also: Edited while disconnected.')).toBeTruthy();
    expect(button('Reconnect')).toBeTruthy();
  });

  test('STA1 at most one main button, and none where nothing needs to be done', () => {
    for (const [name, card] of Object.entries(cards)) {
      const { container } = render(<ItemCard card={card} calls={callsOf(fakeDevice(), card.target, { copy: async () => undefined })} />);
      const main = container.querySelectorAll('.is-btn-main').length;
      expect([name, main <= 1]).toEqual([name, true]);
      if (card.status.kind === 'in step' && card.connection.kind === 'running') expect([name, main]).toEqual([name, 0]);
      cleanup();
    }
  });

  test('DESIGN 4 what was shortened or lost is said on an item that is in step', () => {
    show(named('in step with remarks'));
    expect(document.body.textContent).toContain('Description is longer than Salesforce takes');
    expect(document.body.textContent).toContain('Title changed on both sides');
  });

  test('SEC4 names are text: no element, no direction marks', () => {
    show(named('hostile'));
    expect(document.querySelector('img, script')).toBe(null);
    expect(document.body.textContent).not.toContain('\u202e');
  });

  test('SEC4 a record is a link only where its address is one of https', () => {
    show(cardOf({ ...paired, status: status('in step', 'in step'), recordUrl: 'javascript:alert(1)' }));
    expect(document.querySelector('a')).toBe(null);
  });
});

describe('choices', () => {
  test('CON2 several matches: the one that the rule would take is chosen, and said so; one click pairs', async () => {
    const { acts } = show(named('several matches'));
    expect((screen.getByRole('radio', { name: /Ingrid Solheim, Solheim Cranes/ }) as HTMLInputElement).checked).toBe(true);
    expect(screen.getByText('Your configuration would take this one.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /Bergen Port/ }));
    await press('Pair with this one');
    expect(acts()).toEqual([{ do: 'pair', crmId: '003S2' }]);
  });

  test('CON3 accounts: without a rule none is chosen; the button stays in reach and says why it cannot act', async () => {
    const { acts } = show(named('account not matched'));
    expect(screen.getAllByRole('radio').every((radio) => !(radio as HTMLInputElement).checked)).toBe(true);
    await press('Use this account');
    expect(acts()).toEqual([]);
    expect(screen.getByText('Choose one first.').className).toBe('is-hint');
    fireEvent.click(screen.getByRole('radio', { name: /Cold Chain/ }));
    await press('Use this account');
    expect(acts()).toEqual([{ do: 'account', accountId: '001A2' }]);
  });

  test('CON3 an account that is not offered is searched, also where none is', async () => {
    const tarn = { id: '001T1', name: 'Tarn Hydraulics', detail: 'Account', url: '', suggested: false };
    const searchRecords = vi.fn(async () => [tarn]);
    const { acts } = show({ ...named('account not matched'), accounts: [] }, { searchRecords });
    expect(screen.queryByRole('button', { name: 'Use this account' })).toBe(null);
    await press('Find an account');
    fireEvent.input(screen.getByLabelText('Search accounts'), { target: { value: 'tarn' } });
    await settle();
    expect(searchRecords).toHaveBeenCalledWith('tarn', ['Account']);
    await press('Relate: Tarn Hydraulics');
    expect(acts()).toEqual([{ do: 'account', accountId: '001T1' }]);
  });

  test('RST7 edited while disconnected: both versions, one button each, neither preferred', async () => {
    const { acts } = show(named('edited while disconnected'));
    const mine = screen.getByRole('group', { name: 'Your calendar' });
    const theirs = screen.getByRole('group', { name: 'Salesforce' });
    expect(mine.textContent).toMatch(/18 Nov|Nov 18/);
    expect(theirs.textContent).toContain('Plant 2');
    expect(document.querySelector('.is-btn-main')).toBe(null);
    fireEvent.click(within(mine).getByRole('button', { name: 'Take my calendar' }));
    await settle();
    expect(acts()).toEqual([{ do: 'take', side: 'mailbox' }]);
  });

  test('RST7 the other click takes Salesforce', async () => {
    const { acts } = show(named('edited while disconnected'));
    await press('Take Salesforce');
    expect(acts()).toEqual([{ do: 'take', side: 'crm' }]);
  });

  test('RST8 doubtful: the rep says same or not, with the values side by side', async () => {
    const { acts } = show(named('doubtful'));
    expect(document.querySelector('.is-btn-main')).toBe(null);
    await press('Not the same');
    expect(acts()).toEqual([{ do: 'not the same' }]);
  });

  test('EVT5 an attendee on no record is related by search', async () => {
    const { acts, device } = show(named('in step with remarks'));
    await press('Relate: lab@okafor.example');
    await settle();
    expect(device.asked.find(({ what }) => what === 'searchRecords')?.with).toEqual(['lab@okafor.example', ['Contact', 'Lead', 'Account']]);
    await press('Relate: Lab Okafor');
    expect(acts()).toEqual([{ do: 'relate', personId: '003X1', whatId: '' }]);
  });

  test('EVT7 an event that was not picked syncs with one click', async () => {
    const { acts } = show(named('not picked'));
    await press('Sync this event');
    expect(acts()).toEqual([{ do: 'pick' }]);
  });
});

describe('keeping out', () => {
  test('EXC1 with a record it asks first: keep is chosen, and nothing has been done', async () => {
    const { acts } = show(named('in step'));
    await press('Keep out of Salesforce');
    expect(screen.getByRole('heading').textContent).toBe('Keep out of Salesforce?');
    expect((screen.getByRole('radio', { name: /Keep the record/ }) as HTMLInputElement).checked).toBe(true);
    expect(acts()).toEqual([]);
    await press('Keep out');
    expect(acts()).toEqual([{ do: 'keep out', record: 'keep', reach: 'this' }]);
  });

  test('EXC1 deleting the record is named on the button', async () => {
    const { acts } = show(named('in step'));
    await press('Keep out of Salesforce');
    fireEvent.click(screen.getByRole('radio', { name: /Delete the record/ }));
    await press('Keep out and delete');
    expect(acts()).toEqual([{ do: 'keep out', record: 'delete', reach: 'this' }]);
  });

  test('EXC1 without a record one click does it', async () => {
    const { acts } = show(named('not in salesforce'));
    await press('Keep out of Salesforce');
    expect(acts()).toEqual([{ do: 'keep out', record: 'keep', reach: 'this' }]);
  });

  test('EXC1 it is told aloud with Undo, which undoes; after ten seconds the card shows the state', async () => {
    const { device } = show(named('not in salesforce'));
    await press('Keep out of Salesforce');
    expect(screen.getByRole('status').textContent).toBe('Kept out.');
    later.length = 0;
    await press('Undo');
    expect(device.asked.find(({ what }) => what === 'undo')?.with).toEqual([{ token: 'undo-1' }]);
    expect(screen.getByRole('status').textContent).toBe('Undone.');
    await act(async () => later.at(-1)?.());
    expect(button('Add to Salesforce')).toBeTruthy();
  });

  test('EXC1 the opposite click brings it back', async () => {
    const { acts } = show(named('kept out by you'));
    await press('Let it sync');
    expect(acts()).toEqual([{ do: 'bring back', reach: 'this' }]);
  });

  test('EXC3 a whole domain: the number stands in the confirm', async () => {
    const { acts } = show(named('kept out by you'));
    await press('Keep out all of petersen-kran.example');
    expect(screen.getByText(/keeps out 5 items/)).toBeTruthy();
    await press('Keep out 5 contacts');
    expect(acts()).toEqual([{ do: 'keep out', record: 'keep', reach: 'domain' }]);
    expect(screen.getByRole('status').textContent).toBe('5 items kept out.');
  });

  test('EXC3 a whole series, in one question', async () => {
    const { acts } = show(named('in step with remarks'));
    await press('Keep out of Salesforce');
    fireEvent.click(screen.getByRole('radio', { name: 'Whole series (6)' }));
    await press('Keep out 6 events');
    expect(acts()).toEqual([{ do: 'keep out', record: 'keep', reach: 'series' }]);
  });

  test('EXC3 a series that is kept out comes back as a whole', async () => {
    const { acts } = show(cardOf({ ...event, seriesCount: 6, status: status('kept out', 'kept out by you', { actions: ['bring back'] }) }));
    await press('Let the whole series sync');
    expect(acts()).toEqual([{ do: 'bring back', reach: 'series' }]);
  });
});

describe('why and history', () => {
  test('STA2 why: every rule that was looked at, the deciding one last and strong', async () => {
    show(named('kept out by a filter'));
    await press('Why?');
    const lines = screen.getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      'It is in the folder Salesforce_Sync, or has the label Salesforce Sync.',
      'Its domain is not blocked.',
      'Your configuration syncs only contacts that you own. This one belongs to Tomas Reyes.',
    ]);
    expect(lines.at(-1)?.querySelector('b')).toBeTruthy();
  });

  test('STA2 why answers also where the planner told no steps', async () => {
    show(named('private'));
    await press('Why?');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  test('SYN5 history: what was, what is, and Undo for each change that is not undone', async () => {
    const { device } = show(named('in step'));
    await press('History (4)');
    expect(screen.getByText(/\+47 55 21 09/)).toBeTruthy();
    expect(screen.getByText('Kept for 30 days')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(
      history.filter(({ undone, what }) => !undone && what !== 'lost value').length,
    );
    await press('Use the other value');
    expect(device.asked.find(({ what }) => what === 'undo')?.with).toEqual([{ entry: 'h2' }]);
  });

  test('SYN5 an undo that the device refuses is said with its reason', async () => {
    show(named('in step'), { undo: async () => ({ undone: 0, refused: [{ name: 'x', cause: 'changed meanwhile' as const }] }) });
    await press('History (4)');
    fireEvent.click(screen.getAllByRole('button', { name: 'Undo' })[0] as HTMLElement);
    await settle();
    expect(screen.getByRole('status').textContent).toContain('Not undone');
  });

  test('DESIGN 8 a history that cannot be loaded says so and can be asked for again', async () => {
    let fails = true;
    show(named('in step'), { history: async () => (fails ? Promise.reject(new Error('gone')) : []) });
    await press('History (4)');
    expect(screen.getByText('This could not be loaded.')).toBeTruthy();
    fails = false;
    await press('Try again');
    expect(screen.getByText('Nothing has been changed in the last 30 days.')).toBeTruthy();
  });
});

describe('when it does not work', () => {
  test('DESIGN 4 a refused act says why in the cause’s words, and the card stays', async () => {
    show(named('not in salesforce'), {
      act: async () => ({ ok: false, undo: '', touched: 0, cause: 'no permission' as const, facts: {} }),
    });
    await press('Add to Salesforce');
    expect(screen.getByRole('alert').textContent).toBe('That did not work. Your Salesforce user may not do this. Nothing was changed.');
    expect(button('Add to Salesforce')).toBeTruthy();
  });

  test('STYLE 6 a device that does not answer is not swallowed', async () => {
    show(named('not in salesforce'), { act: async () => Promise.reject(new Error('port closed')) });
    await press('Add to Salesforce');
    expect(screen.getByRole('alert').textContent).toContain('Instep did not answer');
  });

  test('EXC4 the note for the admin names cause, rule and record, never the item', async () => {
    const { copied } = show(named('kept out by a filter'));
    await press('Copy a note for my admin');
    expect(copied[0]).toContain('owned by someone else');
    expect(copied[0]).toContain('Tomas Reyes');
    expect(copied[0]).not.toContain('Lena');
  });
});

describe('without a mouse (SUR7)', () => {
  const key = async (name: string, target?: Element) => {
    fireEvent.keyDown(target ?? screen.getByRole('dialog'), { key: name });
    await settle();
  };

  test('DESIGN 10 opening puts the focus on the headline', async () => {
    show(named('in step'));
    await settle();
    expect(document.activeElement).toBe(screen.getByRole('heading'));
  });

  test('DESIGN 10 W, H, K and Z do what they say, Esc closes', async () => {
    const { device, acts, close } = show(named('in step'));
    await key('w');
    expect(screen.getByRole('heading').textContent).toBe('Why is it in step?');
    await key('h');
    expect(screen.getByRole('heading').textContent).toBe('History');
    await key('k');
    expect(screen.getByRole('heading').textContent).toBe('Keep out of Salesforce?');
    await press('Keep out');
    await key('z');
    expect(acts()).toHaveLength(1);
    expect(device.asked.some(({ what }) => what === 'undo')).toBe(true);
    await key('Escape');
    expect(close).toHaveBeenCalled();
  });

  test('DESIGN 10 in a pane Esc leads out of what was opened in the card, and no further', async () => {
    show(named('in step'), {}, 'inline');
    const outside = vi.fn();
    addEventListener('keydown', outside);
    await press('Why?');
    fireEvent.keyDown(screen.getByRole('heading'), { key: 'Escape' });
    await settle();
    expect(button('Why?')).toBeTruthy();
    expect(outside).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByRole('heading'), { key: 'Escape' });
    expect(outside).toHaveBeenCalledOnce();
    removeEventListener('keydown', outside);
  });

  test.each([true, false])(
    'DESIGN 10 "Kept out" fades by itself; the focus stays where the reader is (in the card: %s)',
    async (inside) => {
      later.length = 0;
      show(named('in step'), {}, 'inline');
      const elsewhere = document.body.appendChild(document.createElement('button'));
      await press('Keep out of Salesforce');
      await press('Keep out');
      if (!inside) elsewhere.focus();
      await act(async () => later.at(-1)?.());
      await settle();
      expect(button('Why?')).toBeTruthy();
      expect(document.activeElement).toBe(inside ? screen.getByRole('heading') : elsewhere);
      elsewhere.remove();
    },
  );

  test('DESIGN 10 keys do nothing while typing, or together with Ctrl', async () => {
    show(named('in step with remarks'));
    await press('Relate: lab@okafor.example');
    await key('w', screen.getByRole('textbox'));
    expect(screen.getByRole('heading').textContent).toBe('Relate to a record');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'w', ctrlKey: true });
    await settle();
    expect(screen.getByRole('heading').textContent).toBe('Relate to a record');
  });

  test('STA3 a card whose status changes shows the new one in place', async () => {
    const { rerender } = show(named('waiting'));
    rerender({ ...named('waiting'), status: status('in step', 'in step', { actions: ['keep out'] }) });
    expect(screen.getByRole('heading').textContent).toBe('In step');
  });
});
