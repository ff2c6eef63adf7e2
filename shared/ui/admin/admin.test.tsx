// @vitest-environment happy-dom
/** The admin pane: reps, reset step by step, issues, pictures, configurations, import, requests (RST1 to RST9, ADM1 to ADM5, CFG2, CFG5). */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { render as drawn } from 'preact';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type AdminScript, configurations, type FakeAdmin, fakeAdmin, reps, sales } from '../../../test/pages/gallery/fakeAdmin';
import { now } from '../../../test/pages/gallery/world';
import type { Configuration } from '../../core/model';
import type { IssueRow, RepDetail, RepRow } from '../../device/admin';
import { speak } from '../texts/catalogue';
import { type Timing, TimingContext } from '../timing';
import { AdminPane, type AdminPaneProps } from './AdminPane';
import { ConfigurationPage } from './config/ConfigurationPage';
import { issuesCsv } from './csv';
import { ImportFromLightningSync } from './ImportFromLightningSync';
import { isMassChange, noCounts, outcomeOf } from './outcome';
import { connectionsOf } from './RepConnections';
import { RepCycles } from './RepCycles';
import { RepPage } from './RepPage';
import { RepState } from './RepState';
import { Reps } from './Reps';
import { ResetDialog } from './reset/ResetDialog';

beforeAll(async () => {
  await speak(['en-GB']);
  // Parts that load when they are opened: here they are loaded before, so that a test waits for nothing.
  await Promise.all([
    import('./Configurations'),
    import('./Issues'),
    import('./Pictures'),
    import('./RepPage'),
    import('./Requests'),
    import('./reset/ResetDialog'),
  ]);
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
const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 15))));
const asked = (admin: FakeAdmin, what: string) => admin.asked.filter((one) => one.what === what);
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const within_ = (node: preact.ComponentChildren) => render(<TimingContext.Provider value={timing}>{node}</TimingContext.Provider>);

async function pane(more: Partial<AdminPaneProps> = {}, script: AdminScript = {}) {
  const admin = fakeAdmin(script);
  const shell = { download: vi.fn(), copy: vi.fn(async () => undefined), orgUrl: 'https://org.my.salesforce.example' };
  within_(<AdminPane admin={admin} shell={shell} {...more} />);
  await settle();
  await settle();
  await settle();
  return { admin, shell };
}

const rows = (...ids: readonly string[]): readonly RepRow[] => reps.filter(({ userId }) => ids.includes(userId));
async function reset(ids: readonly string[], script: AdminScript = {}) {
  const admin = fakeAdmin(script);
  const onClose = vi.fn();
  within_(<ResetDialog admin={admin} reps={rows(...ids)} onClose={onClose} />);
  await settle();
  return { admin, onClose };
}

describe('reps (ADM1, ADM5)', () => {
  test('RST1 SUR6 who is no admin sees who is, and no greyed-out copy', async () => {
    const { admin } = await pane({}, { noRight: true });
    expect(screen.getByText('Only admins with Manage Users and Instep admin see this.')).toBeTruthy();
    expect(asked(admin, 'reps')).toEqual([]);
  });

  test('ADM5 the first page is one request of fifty', async () => {
    const { admin } = await pane();
    expect(asked(admin, 'reps').map((one) => one.with[0])).toEqual([
      { search: '', states: [], sort: 'name', descending: false, offset: 0, limit: 50 },
    ]);
    expect(screen.getByText(/1 to 10 of 1,284/)).toBeTruthy();
  });

  test('ADM1 search by name asks once typing rests; an empty answer says what was searched', async () => {
    const { admin } = await pane();
    fireEvent.input(screen.getByLabelText('Rep name or e-mail'), { target: { value: 'gunar' } });
    await settle();
    await settle();
    expect(asked(admin, 'reps').at(-1)?.with[0]).toMatchObject({ search: 'gunar', offset: 0 });
    expect(screen.getByText(/^Nobody called “gunar” has used Instep yet\./)).toBeTruthy();
    await press('Show all');
    expect(screen.getByText('Nora Feld')).toBeTruthy();
  });

  test('ADM1 a name that is typed before the screen has come to rest is not taken away again', async () => {
    const root = document.body.appendChild(document.createElement('div'));
    onTestFinished(() => {
      drawn(null, root);
      root.remove();
    });
    const none = () => undefined;
    const shell = { download: none, copy: async () => undefined, orgUrl: '' };
    // Without the effects that a test's own `render` waits for.
    drawn(
      <TimingContext.Provider value={timing}>
        <Reps admin={fakeAdmin({})} shell={shell} onRep={none} onReset={none} focusOn="" />
      </TimingContext.Provider>,
      root,
    );
    const field = within(root).getByLabelText('Rep name or e-mail') as HTMLInputElement;
    field.value = 'Nora';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(field.value).toBe('Nora');
  });

  test('ADM1 filter by state, sort by head', async () => {
    const { admin } = await pane();
    await press('Asleep 38');
    expect(asked(admin, 'reps').at(-1)?.with[0]).toMatchObject({ states: ['asleep'] });
    expect(screen.queryByText('Nora Feld')).toBe(null);
    await press('All 1,284');
    fireEvent.click(within(screen.getByRole('columnheader', { name: 'Pairs' })).getByRole('button'));
    await settle();
    expect(asked(admin, 'reps').at(-1)?.with[0]).toMatchObject({ sort: 'pairs', descending: false });
    expect(screen.getByRole('columnheader', { name: 'Pairs' }).getAttribute('aria-sort')).toBe('ascending');
  });

  test('ADM1 asleep reps stand out and say for how long', async () => {
    await pane();
    expect(screen.getByText('Asleep 9 days').closest('tr')?.className).toBe('is-asleep');
  });

  test('DESIGN 10 "/" goes to the search field', async () => {
    await pane();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(screen.getByLabelText('Rep name or e-mail'));
  });

  test('DESIGN 8 reps that cannot be loaded: said, and asked again', async () => {
    const { admin } = await pane({}, { fails: true });
    fireEvent.click(screen.getAllByRole('button', { name: 'Try again' })[0] as HTMLElement);
    await settle();
    expect(asked(admin, 'reps')).toHaveLength(2);
  });

  test('ADM1 one rep: counts, issues with what settles them, devices, resets', async () => {
    await pane({ repId: 'u1' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nora Feld');
    expect(screen.getByText(/exempt these records from the rule/)).toBeTruthy();
    expect(screen.getByText('Runs the cycles')).toBeTruthy();
    expect(screen.getByText('808 contacts and 391 events paired again, 5 doubtful, none new')).toBeTruthy();
  });
});

describe('a rep’s page by keyboard', () => {
  test('DESIGN 10 it begins with its heading, and the way back ends at the row it came from', async () => {
    await pane();
    await press('Gunnar Vik');
    await settle();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Gunnar Vik' }));
    fireEvent.click(
      within(screen.getByRole('heading', { level: 1 }).closest('section') as HTMLElement).getAllByRole('button')[0] as HTMLElement,
    );
    await settle();
    await settle();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Gunnar Vik' }));
  });
  test('ADM1 a device that nobody has heard of is not said to show anything', async () => {
    const admin = fakeAdmin();
    const found = (await admin.rep('u4')) as RepDetail;
    const rep = async () => ({ ...found, devices: found.devices.map((device) => ({ ...device, holdsLease: false })) });
    within_(<RepPage admin={{ ...admin, rep }} userId="u4" onBack={() => undefined} onReset={() => undefined} />);
    await settle();
    expect(screen.getAllByText('Not running')).toHaveLength(2);
  });
});

describe('why nothing moves', () => {
  const says = (change: Partial<RepRow>) => {
    const { container } = within_(<RepState row={{ ...(reps[3] as RepRow), ...change }} now={now} />);
    return container.textContent ?? '';
  };
  test('ADM1 asleep: since when, and that a sign-in to Salesforce that ran out looks the same', () => {
    expect(says({})).toMatch(
      /^No device of Gunnar Vik has reported since .+\. Either none is running, or the sign-in to Salesforce has run out/,
    );
  });
  test.each([
    ['preview', 'Gunnar Vik has not started the first sync'],
    ['paused', 'Gunnar Vik has paused.'],
    ['not set up', 'Instep is not set up for Gunnar Vik yet.'],
  ] as const)('ADM1 %s: said in one sentence', (state, sentence) => expect(says({ state })).toContain(sentence));
  test('ADM1 a rep whose cycles run has no such sentence', () => expect(says({ state: 'issues' })).toBe(''));
});

describe('what a rep has spent of the day’s calls', () => {
  const says = (today: number, allowed: number | null) => {
    const { container } = within_(<RepCycles rep={{ cycles: [], calls: { today, allowed } }} now={now} />);
    return container.querySelector('p')?.textContent ?? '';
  };
  test('ADM1 beside what the configuration allows, and what follows for the pace', () => {
    expect(says(37, 100)).toMatch(/^37 of 100 Salesforce calls today, as reported\. The count starts anew .+\.$/);
    expect(says(51, 100)).toContain('More than half are spent');
    expect(says(1200, 100)).toMatch(/^1,200 of 100 .*All are spent: cycles come every 20 minutes/);
    expect(says(1, null)).toMatch(/^1 Salesforce call today, as reported/);
  });
});

describe('the two connections of a rep', () => {
  const trouble = (cause: IssueRow['cause'], facts: IssueRow['facts']): IssueRow =>
    ({ id: 'c', repId: 'u1', repName: '', kind: 'connection', cause, facts, crmId: '', name: '', since: 1 }) as const;
  const kinds = async (issues: readonly IssueRow[], row: Partial<RepRow> = {}) => {
    const found = (await fakeAdmin().rep('u1')) as RepDetail;
    return connectionsOf({ ...found, issues, row: { ...found.row, ...row } }, 2).map(({ system, kind }) => [system, kind]);
  };
  test('ADM1 ADM2 each says whether it works, and what stands in the way', async () => {
    const good = [
      ['Google', 'in step'],
      ['Salesforce', 'in step'],
    ];
    expect(await kinds([])).toEqual(good);
    expect(await kinds([trouble('signed out', { system: 'google' })])).toEqual([['Google', 'sign in'], good[1]]);
    expect(await kinds([trouble('reconnect after reset', { admin: 'Elin' })])).toEqual([good[0], ['Salesforce', 'sign in']]);
    expect(await kinds([trouble('folder missing', {})])).toEqual([['Google', 'failed'], good[1]]);
    expect(await kinds([trouble('mass change guard', { n: 12 })])).toEqual(good);
    expect((await kinds([], { state: 'asleep' })).map(([, kind]) => kind)).toEqual(['asleep', 'asleep']);
    expect((await kinds([], { lastCycleAt: null })).map(([, kind]) => kind)).toEqual(['not set up', 'not set up']);
  });
});

describe('reset (RST3, RST4)', () => {
  test('RST3 the preflight names what lies in the folder and which events sync; what stays out only by its rule', async () => {
    await reset(['u1']);
    const opened = (summary: string) => screen.getAllByText(summary).at(-1)?.parentElement?.textContent ?? '';
    expect(opened('By name: 812 contacts')).toContain('Mirela Pop');
    expect(opened('By name: 812 contacts')).toContain('805 more');
    expect(opened('By name: 392 events')).toMatch(/Pilot plan.*A private event.*Kick-off/);
    expect(opened('By which rule')).toMatch(/Kept out by the rep, 9/);
    await press('Dry run');
    expect(opened('Doubtful, wait for the rep')).toContain('Ines Prado');
  });

  test('RST3 as long as the device has not answered, no names are made up', async () => {
    await reset(['u2']);
    expect(screen.getByText('The names come from the rep’s device with its next cycle.')).toBeTruthy();
    expect(screen.queryByText(/^By name/)).toBe(null);
  });

  test('RST3 preflight, dry run, scope, confirm with the name on the button; nothing is sent before', async () => {
    const { admin } = await reset(['u1']);
    expect(screen.getByText('812 contacts')).toBeTruthy();
    expect(screen.getByRole('dialog').textContent).toContain('Nora Feld has to reconnect afterwards. Events wait until then.');
    await press('Dry run');
    expect(asked(admin, 'requestPreview')[0]?.with).toEqual([['u1'], { what: 'all' }]);
    expect(screen.getByText('796')).toBeTruthy();
    expect(screen.getByText(/Worked out .* by the rep’s device/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Contacts' }));
    await settle();
    expect(asked(admin, 'requestPreview').at(-1)?.with).toEqual([['u1'], { what: 'contact' }]);
    await press('Go on');
    await press('Reset Nora Feld');
    expect(asked(admin, 'reset')).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox', { name: /I have told the rep/ }));
    fireEvent.input(screen.getByLabelText('Note for the record (optional)'), { target: { value: 'doubled' } });
    await press('Reset Nora Feld');
    expect(asked(admin, 'reset')[0]?.with).toEqual([['u1'], { what: 'contact' }, 'doubled']);
  });

  test('RST3 one item needs the id of its record', async () => {
    const { admin } = await reset(['u1']);
    await press('Dry run');
    fireEvent.click(screen.getByRole('radio', { name: 'One item' }));
    await settle();
    await press('Go on');
    expect(screen.getByText('Type the record’s id first.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Salesforce id of the record'), { target: { value: '003000000000001' } });
    await settle();
    expect(asked(admin, 'requestPreview').at(-1)?.with).toEqual([['u1'], { what: 'item', crmId: '003000000000001' }]);
  });

  test('RST3 Cancel and Esc send nothing', async () => {
    const { admin, onClose } = await reset(['u1']);
    await press('Dry run');
    await press('Cancel');
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(onClose).toHaveBeenCalledTimes(2);
    expect(asked(admin, 'reset')).toEqual([]);
  });

  test('RST3 several reps: one whose dry run has a mass change is unticked and says so', async () => {
    const { admin } = await reset(['u1', 'u2', 'u6']);
    await press('Dry run');
    expect((screen.getByRole('checkbox', { name: 'Reset Sanjay Rao' }) as HTMLInputElement).checked).toBe(false);
    expect(screen.getByText(/Look at this rep alone first/)).toBeTruthy();
    await press('Go on');
    fireEvent.click(screen.getByRole('checkbox', { name: /I have told the reps/ }));
    await press('Reset 2 reps');
    expect(asked(admin, 'reset')[0]?.with[0]).toEqual(['u1', 'u2']);
  });

  test('RST4 live view: requested, picked up, progress; may be closed; withdrawn while nobody has picked it up', async () => {
    const { admin } = await reset(['u1']);
    await press('Dry run');
    await press('Go on');
    fireEvent.click(screen.getByRole('checkbox'));
    await press('Reset Nora Feld');
    expect(screen.getByText('Not picked up yet. It starts with the rep’s next cycle.')).toBeTruthy();
    await press('Withdraw');
    expect(asked(admin, 'cancel')[0]?.with).toEqual(['q-u1']);
    expect(screen.getByText('1 request withdrawn.')).toBeTruthy();
  });

  test('RST4 who has not started the first sync: the dialog says that the reset waits, before and after', async () => {
    within_(<ResetDialog admin={fakeAdmin()} reps={[{ ...(rows('u2')[0] as RepRow), state: 'preview' }]} onClose={() => undefined} />);
    await settle();
    const says = () => screen.getByRole('dialog').textContent ?? '';
    expect(says()).toContain('Tomas Reyes has not started the first sync. The reset begins with it.');
    await press('Dry run');
    await press('Go on');
    fireEvent.click(screen.getByRole('checkbox'));
    await press('Reset Tomas Reyes');
    expect(says()).toContain('Tomas Reyes has not started the first sync. The reset begins with it.');
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeTruthy();
  });

  test('RST4 several reps: those that hold the reset up are counted, by what holds it up', async () => {
    await reset(['u1', 'u4', 'u5', 'u8']);
    const text = screen.getByRole('dialog').textContent ?? '';
    expect(text).toContain('2 reps are asleep. The reset waits for a device that runs.');
    expect(text).toContain('1 rep is signed out. The reset waits for the sign-in.');
  });

  test('RST4 progress is a bar with its text, by which device', async () => {
    await reset(['u1'], { sent: { state: 'running', progress: 67, pickedUpBy: 'NF-LAPTOP, Chrome' } });
    await press('Dry run');
    await press('Go on');
    fireEvent.click(screen.getByRole('checkbox'));
    await press('Reset Nora Feld');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^67\s?%$/);
    expect(screen.getByText('NF-LAPTOP, Chrome')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBe(null);
  });

  test('RST3 a report is read with care, and the mass change is counted as the guard counts', () => {
    expect(outcomeOf({ outcome: 'Paired again' })).toBe(null);
    expect(outcomeOf({ outcome: '{"contacts":{"byMark":-5,"byMatch":"x"},"events":{}}' })).toEqual({
      contacts: noCounts,
      events: noCounts,
    });
    expect(isMassChange({ contacts: { ...noCounts, byMark: 100, doubtful: 10 }, events: noCounts })).toBe(false);
    expect(isMassChange({ contacts: { ...noCounts, byMark: 50, doubtful: 11 }, events: noCounts })).toBe(true);
    expect(isMassChange({ contacts: { ...noCounts, byMark: 1000, doubtful: 11 }, events: noCounts })).toBe(false);
  });

  test('RST9 requests: who, when, scope, outcome; what is not picked up can be withdrawn', async () => {
    const { admin } = await pane({ tab: 'requests' });
    expect(asked(admin, 'requests')[0]?.with).toEqual(['recent']);
    expect(screen.getAllByRole('row')).toHaveLength(5);
    await press('Withdraw');
    expect(asked(admin, 'cancel')[0]?.with).toEqual(['q1']);
  });
});

describe('issues (ADM2)', () => {
  test('ADM2 connections apart from items, largest first, each with its fix', async () => {
    await pane({ tab: 'issues' });
    const [connections, items] = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.parentElement as HTMLElement);
    expect(within(connections as HTMLElement).getAllByRole('heading', { level: 3 })[0]?.textContent).toBe('Sign-in ran out 19 reps');
    expect(within(items as HTMLElement).getAllByRole('heading', { level: 3 })[0]?.textContent).toBe(
      'Required field missing 22 items, 9 reps',
    );
    expect(screen.getByText(/merging the duplicates settles it for everyone/)).toBeTruthy();
  });

  test('ADM2 items of a group are asked for when it is opened', async () => {
    const { admin } = await pane({ tab: 'issues' });
    expect(asked(admin, 'issues')).toEqual([]);
    await press('Show items: Validation rule');
    expect(asked(admin, 'issues')[0]?.with[0]).toMatchObject({ cause: 'validation rule', offset: 0 });
    expect(screen.getByRole('link', { name: '00U…4KQA' }).getAttribute('href')).toBe(
      'https://org.my.salesforce.example/00U000000000004KQA',
    );
  });

  test('ADM2 SEC4 the CSV has the same columns, and no cell that a spreadsheet would run', async () => {
    const csv = await issuesCsv(fakeAdmin(), now);
    const [head] = csv.split('\r\n');
    expect(head).toBe('\ufeffCause,Rep,Kind,Name,Record,What it says,What settles it,Since');
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(4);
  });

  test('ADM2 the export is offered as a file', async () => {
    const { shell } = await pane({ tab: 'issues' });
    await press('Export all as CSV');
    await settle();
    expect(shell.download).toHaveBeenCalledWith('instep-issues.csv', expect.stringContaining('Sanjay Rao'));
  });
});

describe('pictures (ADM3)', () => {
  test('ADM3 each has the number in its heading, its numbers for those who cannot see it, and a table', async () => {
    await pane({ tab: 'pictures' });
    expect(screen.getByText('1,083 of 1,284 reps are in step')).toBeTruthy();
    expect(screen.getByText('Salesforce calls: 214,000 of 400,000 on the busiest day')).toBeTruthy();
    expect(screen.getByRole('img', { name: /^Salesforce calls: .*Wed 18: 214,000/ })).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'As a table' })[0] as HTMLElement);
    await settle();
    expect(screen.getByRole('cell', { name: '1,083' })).toBeTruthy();
  });

  test('ADM3 where only the most frequent causes have a bar, the rest is said: what is shown adds up to the heading', async () => {
    await pane();
    const figure = screen.getByRole('heading', { name: '82 issues by cause' }).closest('figure') as HTMLElement;
    const bars = [...figure.querySelectorAll('.is-num')].map(({ textContent }) => Number(textContent));
    expect(bars).toEqual([22, 19, 17, 11, 7]);
    expect(figure.textContent).toContain('And 6 issues of 2 other causes.');
  });

  test('ADM3 quiet states are hatched, so that colour never tells alone', async () => {
    await pane({ tab: 'pictures' });
    expect(document.querySelectorAll('.is-hatch').length).toBeGreaterThan(0);
  });
});

describe('configurations (CFG2, CFG5, ADM4)', () => {
  const form = async (draft: Configuration, saved: (typeof configurations)[number] | null = configurations[0] ?? null) => {
    const admin = fakeAdmin();
    const props = { onBack: vi.fn(), onSaved: vi.fn(), onClone: vi.fn(), onChanged: vi.fn() };
    within_(<ConfigurationPage admin={admin} draft={draft} saved={saved} {...props} />);
    await settle();
    return { admin, ...props };
  };

  test('CFG5 what would sync nothing is refused beside the field and on Save, in words; nothing is saved', async () => {
    const { admin } = await form(sales);
    for (const group of screen.getAllByRole('group', { name: 'Direction' })) {
      fireEvent.click(within(group).getByRole('radio', { name: 'Off' }));
      await settle();
    }
    expect(screen.getByRole('alert').textContent).toContain('This would sync nothing. Both directions are off.');
    await press('Save');
    expect(screen.getAllByRole('alert')).toHaveLength(2);
    expect(asked(admin, 'saveConfiguration')).toEqual([]);
  });

  test('CFG5 conditions that no contact can meet are refused', async () => {
    await form({
      ...sales,
      contacts: {
        ...sales.contacts,
        conditions: [
          { field: 'A__c', operator: 'equals', values: ['x'] },
          { field: 'A__c', operator: 'equals', values: ['y'] },
        ],
      },
    });
    expect(screen.getByRole('alert').textContent).toContain('No contact can meet these conditions together');
  });

  test('CFG1 a change is saved tidied; Save of an untouched form says why it cannot', async () => {
    const { admin } = await form(sales);
    await press('Save');
    expect(screen.getByText('Nothing has been changed.').className).toBe('is-hint');
    fireEvent.input(screen.getByLabelText('Name'), { target: { value: '  Sales North ' } });
    await settle();
    await press('Save');
    expect(asked(admin, 'saveConfiguration')[0]?.with[0]).toMatchObject({ name: 'Sales North', id: 'c1' });
  });

  test('CFG1 a field map entry is re-mapped; matching fields are not offered', async () => {
    const { admin } = await form(sales);
    fireEvent.input(screen.getByLabelText('Salesforce field of Nickname'), { target: { value: 'Nick__c' } });
    await settle();
    await press('Save');
    expect(asked(admin, 'saveConfiguration')[0]?.with[0]).toMatchObject({ contacts: { map: [{ field: 'nickname', crm: 'Nick__c' }] } });
    expect(screen.queryByLabelText('Salesforce field of Last name')).toBe(null);
  });

  test('CFG2 assigning somebody from elsewhere says the move first', async () => {
    const { admin } = await form(sales);
    fireEvent.input(screen.getByLabelText('Find a user or a profile'), { target: { value: 'Gun' } });
    await settle();
    await press('Assign Gunnar Vik');
    expect(asked(admin, 'assign')).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('Gunnar Vik is in Service North. Adding here means moving. All pairs stay.');
    await press('Move here');
    expect(asked(admin, 'assign')[0]?.with).toEqual(['c1', [{ type: 'user', id: 'u4', name: 'Gunnar Vik' }]]);
  });

  test('CFG2 the move can be left', async () => {
    const { admin } = await form(sales);
    fireEvent.input(screen.getByLabelText('Find a user or a profile'), { target: { value: 'Gun' } });
    await settle();
    await press('Assign Gunnar Vik');
    await press('Leave as it is');
    expect(asked(admin, 'assign')).toEqual([]);
  });

  test('ADM4 deleting names the configuration and how many assignments go with it', async () => {
    const { admin } = await form(sales);
    await press('Delete');
    expect(screen.getByText(/2 assignments go with it/)).toBeTruthy();
    await press('Delete Sales Europe');
    expect(asked(admin, 'deleteConfiguration')[0]?.with).toEqual(['c1']);
  });

  test('ADM4 cloned and imported ones are drafts: nothing is saved, and a clone is not active', async () => {
    const { admin } = await pane({ tab: 'configurations' });
    await press('Sales Europe');
    await press('Clone');
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Copy of Sales Europe');
    expect((screen.getByRole('checkbox', { name: /Active/ }) as HTMLInputElement).checked).toBe(false);
    expect(asked(admin, 'saveConfiguration')).toEqual([]);
  });

  test('ADM4 Lightning Sync’s own words become a draft, with what was not understood', async () => {
    const onTake = vi.fn();
    within_(<ImportFromLightningSync onBack={() => undefined} onTake={onTake} />);
    fireEvent.input(screen.getByLabelText('Contacts: sync direction'), { target: { value: 'Exchange to Salesforce' } });
    fireEvent.input(screen.getByLabelText('Events: sync direction'), { target: { value: 'Hin und her' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'User’s Records' }));
    await press('See the result');
    expect(screen.getByText('Mailbox to Salesforce')).toBeTruthy();
    expect(screen.getByText(/“Hin und her” was not understood/)).toBeTruthy();
    expect(screen.getByText(/would have synced nothing in Lightning Sync/)).toBeTruthy();
    await press('Go on in the form');
    expect(onTake.mock.calls[0]?.[0]).toMatchObject({ contacts: { direction: 'mailbox to crm', whose: 'mine' } });
  });
});
