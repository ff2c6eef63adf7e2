/**
 * A rep is in trouble and the admin finds it, sees why, previews, resets and watches (RST1 to RST9, ADM2), over HTTP with both
 * providers: what items and records hold stays as it was, to the byte.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { keyField } from '../../shared/adapters/salesforce/api';
import { Failed } from '../../shared/core/ports';
import { type AdminStage, adminStage, meetings, people } from './adminStage';
import { closeHttp } from './overHttp';
import { recordsOf } from './stage';

afterAll(closeHttp);

const mail = (name: string) => ({ by: 'email', email: `${name.toLowerCase()}@acme.test` }) as const;
const status = async (here: AdminStage, name: string) => (await here.device().badges([mail(name)]))[0]?.status;
const statusOfEvent = async (here: AdminStage, name: string) =>
  (await here.device().badges([{ by: 'event', eventId: await here.idOf('event', name) }]))[0]?.status;

/** The dry run as the device answers it, and the reset of the same scope: the outcome is what was said. */
async function previewAndReset(here: AdminStage, scope: Parameters<AdminStage['admin']['reset']>[1] = { what: 'all' }) {
  const { admin, repId } = here;
  await admin.requestPreview([repId], scope);
  await here.sync();
  const said = await admin.dryRun(repId);
  expect(said?.from).toBe('device');
  const before = here.stage.contents();
  const [placed] = await admin.reset([repId], scope, 'does not recover');
  expect(placed).toMatchObject({ state: 'requested', by: expect.any(String), note: 'does not recover' });
  await here.sync();
  const [request] = await admin.requests([placed?.id ?? '']);
  return { said, request, before };
}

const counts = (outcome: string | undefined) => {
  const { contacts, events } = JSON.parse(outcome ?? '{}');
  return { contacts, events };
};

describe.each(['microsoft', 'google'] as const)('%s', (provider) => {
  test('RST2 RST3 RST4 RST5 a reset does what the dry run said: all pairs are found again, and nothing is written', async () => {
    const here = await adminStage(provider);
    const { said, request, before } = await previewAndReset(here);
    expect(said).toMatchObject({ contacts: { byMark: people.length, created: 0, doubtful: 0 }, events: { byMark: meetings.length } });
    expect(said?.lists?.contacts.byMark.map(({ name }) => name).sort()).toEqual([...people]);
    expect(said?.lists?.events.byMark.map(({ name }) => name).sort()).toEqual([...meetings].sort());
    expect(request).toMatchObject({ state: 'done', progress: 100, pickedUpBy: 'Test device' });
    expect(counts(request?.outcome)).toEqual({ contacts: said?.contacts, events: said?.events });
    expect(here.stage.contents()).toBe(before);
    expect((await here.row()).contacts.paired).toBe(people.length);
    expect((await here.row()).state).toBe('in step');
  });

  test('RST3 a scope is kept to: contacts alone, and one item alone', async () => {
    const here = await adminStage(provider);
    const contacts = await previewAndReset(here, { what: 'contact' });
    expect(counts(contacts.request?.outcome)).toMatchObject({ contacts: { byMark: people.length }, events: { byMark: 0 } });
    const [anna] = (await recordsOf(here.stage, 'contact')).filter(({ item }) => item.fields.FirstName === 'Anna');
    const one = await previewAndReset(here, { what: 'item', crmId: anna?.id ?? '' });
    expect(one.said).toMatchObject({ contacts: { byMark: 1 }, events: { byMark: 0 } });
    expect(counts(one.request?.outcome)).toEqual({ contacts: one.said?.contacts, events: one.said?.events });
    expect(here.stage.contents()).toBe(one.before);
  });

  test('RST9 exclusions and remembered deletions survive; each request is obeyed once and recorded', async () => {
    const here = await adminStage(provider);
    await here.stage.desks.rep.hands.keepOut('contact', await here.idOf('contact', 'Bo Dahl'), true);
    await here.stage.desks.rep.hands.delete('contact', await here.idOf('contact', 'Cy Ek'));
    await here.sync();
    const { said, request, before } = await previewAndReset(here);
    // Whom the rep keeps out, and the record whose contact was deleted: by their rules, without their names (EXC4).
    expect(said?.lists?.contacts.keptOut.map(({ cause }) => cause).sort()).toEqual(['deleted and remembered', 'kept out by you']);
    expect(JSON.stringify(said?.lists)).not.toMatch(/Bo Dahl|Cy Ek/);
    expect(counts(request?.outcome)).toEqual({ contacts: said?.contacts, events: said?.events });
    expect(here.stage.contents()).toBe(before);
    expect((await status(here, 'Bo'))?.cause).toBe('kept out by you');
    expect((await status(here, 'Cy'))?.cause).toBe('deleted and remembered');
    const recorded = (await here.admin.rep(here.repId))?.requests ?? [];
    expect(recorded.map(({ kind, state, note }) => [kind, state, note])).toEqual([
      ['reset', 'done', 'does not recover'],
      ['preview', 'done', ''],
    ]);
    const { outcome } = recorded[0] ?? {};
    await here.sync();
    expect((await here.admin.rep(here.repId))?.requests[0]?.outcome).toBe(outcome);
  });

  test('RST2 SYN6 a lost ledger, a dead cursor, and two records with each other’s mark: a reset pairs each with its own again', async () => {
    const here = await adminStage(provider);
    const { stage } = here;
    const byName = async (name: string) => (await recordsOf(stage, 'contact')).find(({ item }) => item.fields.FirstName === name);
    const [anna, bo] = [await byName('Anna'), await byName('Bo')];
    const swapped = [
      [anna?.id, null],
      [bo?.id, anna?.mark],
      [anna?.id, bo?.mark],
    ] as const;
    for (const [id, mark] of swapped) stage.setField(id ?? '', { [keyField]: mark ?? null });
    here.loseLedger();
    stage.sandbox.world.faults.add({
      id: 'dead cursor',
      vendor: provider === 'google' ? 'google' : 'graph',
      path: provider === 'google' ? 'syncToken=' : 'delta.*token',
      kind: 'answer',
      status: 410,
      times: 1,
    });
    await here.sync();
    const { said, request, before } = await previewAndReset(here);
    expect(said?.contacts).toMatchObject({ doubtful: 0, created: 0 });
    expect(counts(request?.outcome)).toEqual({ contacts: said?.contacts, events: said?.events });
    expect(stage.contents()).toBe(before);
    const cards = await Promise.all(['Anna', 'Bo'].map((name) => here.device().card(mail(name))));
    expect(cards.map((card) => [card?.status.kind, card?.recordUrl.split('/').at(-1)])).toEqual([
      ['in step', anna?.id],
      ['in step', bo?.id],
    ]);
  });

  test('RST8 two events whose records carry each other’s mark: told apart, each has its own again, and nothing is made twice', async () => {
    const here = await adminStage(provider);
    const { stage, admin, repId } = here;
    const named = async (subject: string) => (await recordsOf(stage, 'event')).find(({ item }) => item.fields.Subject === subject);
    const [one, other] = [await named('Kick-off'), await named('Review')];
    for (const [id, mark] of [
      [one?.id, null],
      [other?.id, one?.mark],
      [one?.id, other?.mark],
    ] as const)
      stage.setField(id ?? '', { [keyField]: mark ?? null });
    await admin.reset([repId], { what: 'event' }, '');
    await here.sync();
    const target = async (subject: string) => ({ by: 'event', eventId: await here.idOf('event', subject) }) as const;
    for (const subject of ['Kick-off', 'Review']) {
      expect((await statusOfEvent(here, subject))?.cause).toBe('doubtful');
      await here.device().act(await target(subject), { do: 'not the same' });
      await here.sync();
    }
    for (const [subject, record] of [
      ['Kick-off', one],
      ['Review', other],
    ] as const)
      expect((await here.device().card(await target(subject)))?.recordUrl.split('/').at(-1)).toBe(record?.id);
    expect(await recordsOf(stage, 'event')).toHaveLength(meetings.length);
    // Nothing was written by it: told with the next renewal of the lease.
    stage.pass(20 * 60_000);
    await here.sync();
    expect((await here.row()).state).toBe('in step');
  });

  test('RST4 STA5 before the first sync a reset is not picked up: it can be withdrawn, or is obeyed with the first sync', async () => {
    const here = await adminStage(provider);
    const { admin, repId, stage } = here;
    here.loseLedger();
    await admin.requestPreview([repId], { what: 'all' });
    const placed = [...(await admin.reset([repId], { what: 'all' }, '')), ...(await admin.reset([repId], { what: 'all' }, ''))];
    const states = async () => (await admin.requests(placed.map(({ id }) => id))).map(({ state }) => state).sort();
    const before = stage.contents();
    await here.look();
    expect((await here.row()).state).toBe('preview');
    const said = await admin.dryRun(repId);
    expect(said).toMatchObject({ from: 'device', contacts: { byMark: people.length }, events: { byMark: meetings.length } });
    expect(await states()).toEqual(['requested', 'requested']);
    expect(await admin.cancel(placed[1]?.id ?? '')).toBe(true);
    await here.sync();
    expect(await states()).toEqual(['cancelled', 'done']);
    const [obeyed] = await admin.requests([placed[0]?.id ?? '']);
    expect(counts(obeyed?.outcome)).toEqual({ contacts: said?.contacts, events: said?.events });
    expect(stage.contents()).toBe(before);
  });

  test('RST8 a record that has become somebody else carries the mark alone: doubtful, found by the admin, and the rep decides', async () => {
    const here = await adminStage(provider);
    const { stage, admin, repId } = here;
    const [record] = (await recordsOf(stage, 'contact')).filter(({ item }) => item.fields.FirstName === 'Anna');
    await stage.crm.edit(record?.id ?? '', { FirstName: 'Zoe', LastName: 'Young', Email: 'zoe@else.test' });
    const before = stage.contents();
    await admin.requestPreview([repId], { what: 'contact' });
    const [placed] = await admin.reset([repId], { what: 'contact' }, '');
    await here.sync();
    const said = await admin.dryRun(repId);
    expect(said?.contacts).toMatchObject({ byMark: people.length - 1, doubtful: 1, created: 0 });
    expect(said?.lists?.contacts.doubtful).toEqual([{ name: 'Anna Berg', start: '' }]);
    expect(counts((await admin.requests([placed?.id ?? '']))[0]?.outcome)).toEqual({ contacts: said?.contacts, events: said?.events });
    expect(stage.contents()).toBe(before);
    expect((await status(here, 'Anna'))?.cause).toBe('doubtful');
    // The admin finds what waits by its cause, and the rep by the state.
    expect(await admin.issueGroups()).toEqual([{ cause: 'doubtful', kind: 'contact', count: 1, reps: 1 }]);
    const found = await admin.reps({ search: '', states: ['issues'], sort: 'name', descending: false, offset: 0, limit: 9 });
    expect(found.rows).toMatchObject([{ userId: repId, issues: 1 }]);
    await here.device().act(mail('Anna'), { do: 'not the same' });
    await here.sync();
    const names = (await recordsOf(stage, 'contact')).map(({ item }) => item.fields.FirstName).sort();
    expect(names).toEqual(['Anna', 'Bo', 'Cy', 'Dora', 'Eva', 'Zoe']);
    expect((await status(here, 'Anna'))?.kind).toBe('in step');
    expect(await admin.issueGroups()).toEqual([]);
  });

  test('RST6 RST7 a user-managed connection: events wait for the reconnection, and what was edited before it is held with both versions', async () => {
    const here = await adminStage(provider, { userManagedConnection: true });
    const { stage, admin, repId } = here;
    const [placed] = await admin.reset([repId], { what: 'all' }, '');
    await here.sync();
    expect((await here.device().overview()).connection.kind).toBe('reconnect');
    expect((await here.row()).state).toBe('reconnect');
    expect((await admin.rep(repId))?.issues).toMatchObject([{ kind: 'connection', cause: 'reconnect after reset' }]);
    expect((await admin.requests([placed?.id ?? '']))[0]?.state).toBe('running');
    await stage.desks.rep.hands.edit('event', await here.idOf('event', 'Review'), { subject: 'Review (moved)' });
    const [retro] = (await recordsOf(stage, 'event')).filter(({ item }) => item.fields.Subject === 'Retro');
    await stage.crm.edit(retro?.id ?? '', { Subject: 'Retrospective' });
    await here.sync();
    const before = stage.contents();
    await here.device().reconnect();
    await here.sync();
    expect(stage.contents(), 'reconnecting writes nothing by itself').toBe(before);
    expect((await statusOfEvent(here, 'Kick-off'))?.kind).toBe('in step');
    for (const [subject, mailbox, crm] of [
      ['Review (moved)', 'Review (moved)', 'Review'],
      ['Retro', 'Retro', 'Retrospective'],
    ] as const) {
      expect((await statusOfEvent(here, subject))?.cause).toBe('edited while disconnected');
      const card = await here.device().card({ by: 'event', eventId: await here.idOf('event', subject) });
      expect(card?.differences).toContainEqual({ field: 'subject', mailbox, crm });
    }
    const take = async (subject: string, side: 'mailbox' | 'crm') =>
      expect((await here.device().act({ by: 'event', eventId: await here.idOf('event', subject) }, { do: 'take', side })).ok).toBe(true);
    await take('Review (moved)', 'mailbox');
    await take('Retro', 'crm');
    await here.sync();
    expect((await recordsOf(stage, 'event')).map(({ item }) => item.fields.Subject).sort()).toEqual([
      'Kick-off',
      'Retrospective',
      'Review (moved)',
    ]);
    expect((await statusOfEvent(here, 'Retrospective'))?.kind).toBe('in step');
    expect((await admin.requests([placed?.id ?? '']))[0]?.state).toBe('done');
    expect((await here.row()).state).toBe('in step');
  });

  test('RST1 a rep resets nobody, with the same port under the rep’s own rights', async () => {
    const here = await adminStage(provider);
    const asRep = here.stage.adminAs(here.repId);
    expect(await asRep.me()).toBeNull();
    await expect(asRep.reset([here.repId], { what: 'all' }, '')).rejects.toBeInstanceOf(Failed);
    await here.sync();
    expect((await here.admin.rep(here.repId))?.requests).toEqual([]);
  });

  test('ADM1 ADM2 a mailbox that lets nobody in is an issue of the connection, apart from items, until it is over', async () => {
    const here = await adminStage(provider);
    const { faults } = here.stage.sandbox.world;
    faults.add({ id: 'out', vendor: provider === 'google' ? 'google' : 'graph', path: '.', kind: 'answer', status: 401 });
    await here.sync();
    expect((await here.row()).state).toBe('sign in');
    const [issue, ...more] = (await here.admin.rep(here.repId))?.issues ?? [];
    expect(issue).toMatchObject({ kind: 'connection', cause: 'signed out', facts: { system: provider } });
    expect(more).toEqual([]);
    expect(await here.admin.issueGroups()).toEqual([{ cause: 'signed out', kind: 'connection', count: 1, reps: 1 }]);
    const since = (await here.row()).lastCycleAt;
    await here.sync();
    expect((await here.row()).lastCycleAt, 'no cycle came through').toBe(since);
    faults.clear();
    await here.sync();
    expect((await here.row()).state).toBe('in step');
    expect(await here.admin.issueGroups()).toEqual([]);
  });

  test('ADM1 a rep who paused is seen as paused', async () => {
    const here = await adminStage(provider);
    await here.device().pause();
    await here.sync();
    expect((await here.row()).state).toBe('paused');
    await here.device().resume();
    await here.sync();
    expect((await here.row()).state).toBe('in step');
  });
});
