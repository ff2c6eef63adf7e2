// @vitest-environment happy-dom
/** The rep's screens: state, questions, first run, lists (SUR4, SUR5, STA4, STA5, RST6, SYN4, SYN5, EXC1). */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FakeDevice, fakeDevice, type Script } from '../../../test/pages/gallery/fakeDevice';
import { overviews } from '../../../test/pages/gallery/repScreens';
import { cards, keptOut, listed, minutes, now, overview, preview, status } from '../../../test/pages/gallery/world';
import type { Overview, Progress } from '../../device/device';
import { speak } from '../texts/catalogue';
import { type Timing, TimingContext } from '../timing';
import type { Shell } from './calls';
import { DeviceFirstRun, DeviceOptions, DevicePopup, useOverview } from './connected';
import { infoBarText } from './infoBar';
import { isFirstRun, repState } from './state';
import { TaskPaneMessage } from './TaskPane';

beforeAll(async () => {
  await speak(['en-GB']);
  // happy-dom has no modal dialogs; that it is modal is looked at in a browser.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});
afterEach(cleanup);

const timing: Timing = {
  now: () => now,
  after: (ms, then) => {
    const timer = ms <= 1000 ? setTimeout(then, 0) : 0;
    return () => clearTimeout(timer);
  },
};
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 10))));
const asked = (device: FakeDevice, what: string) => device.asked.filter((one) => one.what === what);
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

async function popup(more: Partial<Overview> = {}, script: Script = {}) {
  const device = fakeDevice({ overview: more, ...script });
  const shell: Shell = { openOptions: vi.fn(), openItem: vi.fn(), copy: async () => undefined };
  render(
    <TimingContext.Provider value={timing}>
      <DevicePopup device={device} shell={shell} provider="google" />
    </TimingContext.Provider>,
  );
  await settle();
  return { device, shell };
}

async function options(section: Parameters<typeof DeviceOptions>[0]['section'] & string, more: Partial<Overview> = {}) {
  const device = fakeDevice({ overview: more });
  const props = { onOpenItem: vi.fn(), onCopyLog: vi.fn(async () => undefined), onSettings: vi.fn() };
  render(
    <TimingContext.Provider value={timing}>
      <DeviceOptions device={device} section={section} settings={{ badges: { Gmail: true }, theme: 'system' }} {...props} />
    </TimingContext.Provider>,
  );
  await settle();
  return { device, ...props };
}

describe('popup (SUR4)', () => {
  test('SUR4 state, when it was checked, and the counts', async () => {
    await popup();
    expect(screen.getByText('Checked 2 minutes ago. Next look at 17:03.')).toBeTruthy();
    expect(screen.getByText('1,199')).toBeTruthy();
  });

  test('STA1 what waits is not said to be in step', async () => {
    await popup({ events: { ...overview.events, waiting: 22 }, needsYou: listed, needsYouCount: 3 });
    expect(screen.getByText('22 more wait, the rest is in step. Checked 2 minutes ago.')).toBeTruthy();
  });

  test('STA1 behind each count are its items', async () => {
    const { shell } = await popup({ events: { ...overview.events, waiting: 22 } });
    for (const [name, section] of [
      [/in step$/, 'in step'],
      ['22 waiting', 'waiting'],
      [/kept out$/, 'kept out'],
    ] as const) {
      await press(name);
      expect(shell.openOptions).toHaveBeenLastCalledWith(section);
    }
  });

  test.each(Object.entries(overviews))('STA1 the state "%s" has a headline and a sentence', (_, more) => {
    const state = repState({ ...overview, ...more }, now);
    expect(state.headline).toMatch(/\p{L}/u);
    expect(state.sentence).toMatch(/\.$/);
    expect(`${state.headline}${state.sentence}`).not.toMatch(/[{}]/);
  });

  test('STA1 the number of items that need the rep, three of them, then all', async () => {
    const { shell } = await popup({ needsYou: [...listed, ...listed], needsYouCount: 7 });
    expect(screen.getByText('7 items need you')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /: / })).toHaveLength(3);
    await press('Choose: Ingrid Solheim');
    expect(shell.openItem).toHaveBeenCalledWith(listed[1]);
    await press('All 7');
    expect(shell.openOptions).toHaveBeenCalledWith('needs you');
  });

  test('SUR4 signing in is the only main button when it is the way on; sync now says why it cannot', async () => {
    const { device } = await popup(overviews['sign in']);
    expect(document.querySelectorAll('.is-btn-main')).toHaveLength(1);
    await press('Sync now');
    expect(asked(device, 'syncNow')).toEqual([]);
    expect(screen.getByText('Possible after you sign in.').className).toBe('is-hint');
    await press('Sign in to Salesforce');
    expect(asked(device, 'connect')[0]?.with).toEqual(['salesforce']);
  });

  test('STA4 pause, and go on', async () => {
    const { device } = await popup();
    await press('Pause');
    expect(asked(device, 'pause')).toHaveLength(1);
    cleanup();
    const paused = await popup(overviews.paused);
    await press('Go on');
    expect(asked(paused.device, 'resume')).toHaveLength(1);
  });

  test('RST6 after a reset the popup asks to reconnect, with the button', async () => {
    const { device } = await popup(overviews.reconnect);
    expect(screen.getByText(/Elin Dahl reset your sync on 18 Nov/)).toBeTruthy();
    await press('Reconnect');
    expect(asked(device, 'reconnect')).toHaveLength(1);
  });

  test('STA3 the popup follows the device', async () => {
    const { device } = await popup();
    device.setOverview({ needsYou: listed.slice(0, 1), needsYouCount: 1 });
    act(() => device.tell());
    await settle();
    expect(screen.getByText('One item needs you')).toBeTruthy();
  });

  test('DESIGN 8 a device that does not answer is said, and asked again', async () => {
    const { device } = await popup({}, { fails: true });
    expect(screen.getByText('This could not be loaded.')).toBeTruthy();
    await press('Try again');
    expect(asked(device, 'overview')).toHaveLength(2);
  });

  test('SUR7 a page that was not recognised is said', async () => {
    await popup(overviews['page lost']);
    expect(screen.getByText('Gmail looks different today. Badges rest there; syncing goes on.')).toBeTruthy();
  });

  test('SYN7 another device works: the same is shown, and this one can take over', async () => {
    const { device } = await popup(overviews.following);
    expect(screen.getByText('NF-HOME, Firefox does the syncing; here you see the same.')).toBeTruthy();
    await press('Take over here');
    expect(asked(device, 'takeOver')).toHaveLength(1);
    expect(isFirstRun({ ...overview, ...overviews.following, firstSync: 'not started' })).toBe(false);
  });
});

describe('mass change guard (SYN4)', () => {
  test('SYN4 asks aloud, prefers nothing, and restores with one click', async () => {
    const { device } = await popup(overviews.guard);
    expect(screen.getByRole('alert').textContent).toContain('214 of 812 contacts would be deleted in Salesforce');
    await press('Restore 214');
    expect(asked(device, 'answerGuard')[0]?.with).toEqual(['restore']);
  });

  test('SYN4 deleting asks once more, with the number; Cancel deletes nothing', async () => {
    const { device } = await popup(overviews.guard);
    await press('Delete 214');
    expect(screen.getByRole('dialog', { name: 'Delete 214, really?' })).toBeTruthy();
    await press('Cancel');
    expect(asked(device, 'answerGuard')).toEqual([]);
    await press('Delete 214');
    fireEvent.click(screen.getAllByRole('button', { name: 'Delete 214' }).at(-1) as HTMLElement);
    await settle();
    expect(asked(device, 'answerGuard')[0]?.with).toEqual(['delete']);
  });
});

describe('first run (STA4, STA5)', () => {
  const first = async (more: Partial<Overview>, script: Script = {}) => {
    const device = fakeDevice(script);
    const onNotNow = vi.fn();
    render(
      <TimingContext.Provider value={timing}>
        <DeviceFirstRun device={device} overview={{ ...overview, ...more }} provider="google" onNotNow={onNotNow} />
      </TimingContext.Provider>,
    );
    await settle();
    return { device, onNotNow };
  };
  const progress: Progress = { step: 'contacts', done: 318, total: 1241, startedAt: minutes(3), secondsLeft: 360 };

  test('SUR4 connects both sides and says which rights and why', async () => {
    const { device } = await first({ connected: { salesforce: false, mailbox: false }, firstSync: 'not started' });
    expect(screen.getByText('Contacts and calendar, to read and to write. Never your mail.')).toBeTruthy();
    await press('Sign in to Google');
    await press('Sign in to Salesforce');
    expect(asked(device, 'connect').map((one) => one.with[0])).toEqual(['google', 'salesforce']);
  });

  test('CON1 says where contacts live, then shows what would happen', async () => {
    const { device } = await first({ firstSync: 'not started' });
    expect(screen.getByText('Salesforce Sync')).toBeTruthy();
    await press('See the preview');
    expect(screen.getByText('Nothing has been changed yet.')).toBeTruthy();
    expect(screen.getByText('742')).toBeTruthy();
    expect(screen.getByText('new in Google')).toBeTruthy();
    expect(screen.getByText(/No invitation is sent/)).toBeTruthy();
    expect(asked(device, 'confirmFirstSync')).toEqual([]);
    await press('Start the first sync');
    expect(asked(device, 'confirmFirstSync')).toHaveLength(1);
  });

  test('STA5 doubtful and kept out have their lists behind the number', async () => {
    await first({ firstSync: 'not started' });
    await press('See the preview');
    fireEvent.click(screen.getAllByRole('button', { name: 'Look at them' })[0] as HTMLElement);
    await settle();
    expect(screen.getByText(preview.doubtful[0]?.name ?? '')).toBeTruthy();
  });

  test('STA4 progress: bar with counts, time left in whole minutes, pause', async () => {
    const { device } = await first({ firstSync: 'running', progress });
    const bar = screen.getByRole('progressbar');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax'), bar.getAttribute('aria-valuetext')]).toEqual([
      '318',
      '1241',
      '318 of 1,241',
    ]);
    expect(screen.getByText(/About 6 minutes left/)).toBeTruthy();
    await press('Pause');
    expect(asked(device, 'pause')).toHaveLength(1);
  });

  test('STA4 no time left is told before it is measured, no bar before the total is known', async () => {
    await first({ firstSync: 'running', progress: { ...progress, total: 0, secondsLeft: null } });
    expect(screen.queryByText(/minutes left/)).toBe(null);
    expect(screen.getByRole('progressbar').hasAttribute('aria-valuenow')).toBe(false);
  });
});

describe('what Instep did (SYN5)', () => {
  test('SYN5 each run with its numbers; undoing one asks with the number first', async () => {
    const { device } = await options('did');
    expect(screen.getByText('3 created, 11 changed and 1 deleted')).toBeTruthy();
    expect(screen.getByText('3 kept out by you')).toBeTruthy();
    await press('Undo all 15 changes');
    expect(asked(device, 'undo')).toEqual([]);
    fireEvent.click(screen.getAllByRole('button', { name: 'Undo all 15 changes' }).at(-1) as HTMLElement);
    await settle();
    expect(asked(device, 'undo')[0]?.with).toEqual([{ cycle: 'cycle2' }]);
    expect(screen.getByText('1 change undone.')).toBeTruthy();
  });

  test('SYN5 its changes can be looked at and undone one by one', async () => {
    const { device } = await options('did');
    await press('Changes at 16:58');
    expect(asked(device, 'history')[0]?.with).toEqual([{ cycle: 'cycle1', limit: 200 }]);
    fireEvent.click(screen.getAllByRole('button', { name: 'Undo' })[0] as HTMLElement);
    await settle();
    expect(asked(device, 'undo')[0]?.with).toEqual([{ entry: 'h1' }]);
  });
});

describe('what waits, and what is in step (STA1)', () => {
  test('STA1 each item stands there with its reason, and can be opened', async () => {
    const { device, onOpenItem } = await options('waiting');
    expect(asked(device, 'list')[0]?.with[0]).toMatchObject({ status: ['waiting'], search: '', offset: 0 });
    fireEvent.click(screen.getAllByRole('button', { name: /^Open: / })[0] as HTMLElement);
    expect(onOpenItem).toHaveBeenCalledTimes(1);
  });

  test('STA1 going on to another list asks for that one', async () => {
    const { device } = await options('waiting');
    await press('In step');
    expect(asked(device, 'list').at(-1)?.with[0]).toMatchObject({ status: ['in step'] });
  });
});

describe('kept out (EXC1)', () => {
  test('EXC1 what the rep keeps out comes back with one click; what a rule keeps out says which', async () => {
    const { device } = await options('kept out');
    expect(screen.getByText(/This one belongs to Tomas Reyes/)).toBeTruthy();
    await press('Let it sync: Hauke Petersen');
    expect(asked(device, 'act')[0]?.with).toEqual([
      { by: 'ref', ref: keptOut[0]?.ref },
      { do: 'bring back', reach: 'this' },
    ]);
  });

  test('EXC1 search narrows; an empty answer says what was searched', async () => {
    const { device } = await options('kept out');
    fireEvent.input(screen.getByLabelText('Search by name'), { target: { value: 'nobody' } });
    await settle();
    expect(screen.getByText('Nothing is called “nobody”.')).toBeTruthy();
    expect(asked(device, 'list').at(-1)?.with[0]).toMatchObject({ status: ['kept out'], search: 'nobody', offset: 0 });
  });
});

describe('options (SEC5)', () => {
  test('SEC5 disconnecting says what it removes and asks first', async () => {
    const { device } = await options('connections');
    await press('Disconnect');
    expect(asked(device, 'disconnect')).toEqual([]);
    fireEvent.click(screen.getAllByRole('button', { name: 'Disconnect' }).at(-1) as HTMLElement);
    await settle();
    expect(asked(device, 'disconnect')).toHaveLength(1);
  });

  test('SUR4 badges per page and the theme are the rep’s own', async () => {
    const { onSettings } = await options('settings');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Gmail' }));
    expect(onSettings).toHaveBeenCalledWith({ badges: { Gmail: false }, theme: 'system' });
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(onSettings).toHaveBeenCalledWith({ badges: { Gmail: true }, theme: 'dark' });
  });
});

describe('task pane (SUR5)', () => {
  const people = [
    { email: 'a@x.example', name: 'Ada Byron', detail: 'X', status: status('in step', 'in step') },
    { email: 'b@x.example', name: 'Bo Chen', detail: 'X', status: status('needs you', 'several matches', { facts: { n: 2 } }) },
  ];
  function Pane({ device, of }: { device: FakeDevice; of: typeof people }) {
    const answer = useOverview(device);
    const shell: Shell = { openOptions: vi.fn(), openItem: vi.fn(), copy: async () => undefined };
    return (
      <TaskPaneMessage
        answer={answer}
        device={device}
        now={now}
        shell={shell}
        people={of}
        colleagues={1}
        around={{ copy: async () => undefined }}
        onSearch={() => undefined}
      />
    );
  }
  const show = async (of: typeof people) => {
    const device = fakeDevice({ card: () => cards['several matches'] ?? null });
    const draw = (shown: typeof people) => (
      <TimingContext.Provider value={timing}>
        <Pane device={device} of={shown} />
      </TimingContext.Provider>
    );
    const { rerender } = render(draw(of));
    await settle();
    return { device, rerender: (next: typeof people) => rerender(draw(next)) };
  };

  test('SUR5 the first person that needs something is opened in place', async () => {
    const { device } = await show(people);
    expect(screen.getByRole('button', { name: /Bo Chen/ }).getAttribute('aria-expanded')).toBe('true');
    expect(asked(device, 'card')[0]?.with).toEqual([{ by: 'email', email: 'b@x.example' }]);
    expect(screen.getByText('Not shown: you and 1 colleague.')).toBeTruthy();
  });

  test('SUR5 it stays open when that is settled, and with another message the next one is', async () => {
    const { rerender } = await show(people);
    rerender(people.map((person) => ({ ...person, status: status('in step', 'in step') })));
    expect(screen.getByRole('button', { name: /Bo Chen/ }).getAttribute('aria-expanded')).toBe('true');
    rerender([{ ...people[1]!, email: 'c@x.example', name: 'Cy Dahl' }]);
    expect(screen.getByRole('button', { name: /Cy Dahl/ }).getAttribute('aria-expanded')).toBe('true');
  });

  test('DESIGN 8 nobody from outside: one sentence', async () => {
    await show([]);
    expect(screen.getByText('No one outside your company is in this message.')).toBeTruthy();
  });

  test('SUR5 the info bar: one sentence of at most 150 characters, only where somebody is needed or something stays out', () => {
    expect(infoBarText(status('in step', 'in step'), 'event', now)).toBe('');
    expect(infoBarText(status('waiting', 'throttled'), 'event', now)).toBe('');
    expect(infoBarText(status('needs you', 'edited while disconnected'), 'event', now)).toBe(
      'Instep: Edited while disconnected. Open Instep.',
    );
    expect(infoBarText(status('needs you', 'edited while disconnected'), 'event', now, true)).toBe('Instep: Edited while disconnected.');
    expect(
      infoBarText(status('failed', 'required field missing', { facts: { field: 'x'.repeat(300) } }), 'event', now).length,
    ).toBeLessThanOrEqual(150);
  });
});
