/** The rules of delta that bite: Graph's delta query overview, and bodies that others have captured. */
import { expect, test } from 'vitest';
import { contact, event, IMMUTABLE, Lab, MARCH, type Row, weekly } from './graph-lab';

const removedIds = (rows: readonly Row[]) => rows.filter((row) => '@removed' in row).map(({ id }) => id);
const VIEW = `/me/calendarView/delta?${MARCH}`;

async function withContacts(...names: string[]) {
  const lab = new Lab();
  const ids: string[] = [];
  for (const name of names) ids.push((await lab.post('/me/contacts', contact(name))).json.id);
  return { lab, ids };
}

test('Graph delta: each page carries exactly one of nextLink and deltaLink; page size is a wish', async () => {
  const { lab } = await withContacts('A', 'B', 'C');
  const page = (await lab.get('/me/contacts/delta', { prefer: 'odata.maxpagesize=2' })).json;
  expect([page.value.length, '@odata.nextLink' in page, '@odata.deltaLink' in page]).toEqual([2, true, false]);
  lab.world.faults.switches['graph.pageSize'] = 1;
  expect((await lab.round('/me/contacts/delta', { prefer: 'odata.maxpagesize=2' })).sizes).toEqual([1, 1, 1]);
});

test('Graph delta: a page may be empty and still go on', async () => {
  const { lab } = await withContacts('A', 'B');
  lab.world.faults.switches['graph.emptyPages'] = true;
  lab.world.faults.switches['graph.pageSize'] = 1;
  expect((await lab.round('/me/contacts/delta')).sizes).toEqual([0, 1, 0, 1]);
});

test('Graph delta: rows may be shuffled, doubled and repeated', async () => {
  const names = [...'ABCDEFGH'];
  const { lab, ids } = await withContacts(...names);
  Object.assign(lab.world.faults.switches, { 'graph.shuffle': true, 'graph.duplicates': 1, 'graph.repeatPage': true });
  const { rows } = await lab.round('/me/contacts/delta');
  expect(rows.length).toBe(32);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
  expect(rows.slice(0, 16).map(({ id }) => id)).not.toEqual(ids.flatMap((id) => [id, id]));
});

test('Graph delta: later rounds tell only what changed, and deletions as @removed', async () => {
  const { lab, ids } = await withContacts('A', 'B', 'C');
  const first = await lab.round('/me/contacts/delta');
  expect((await lab.round(first.link)).rows).toEqual([]);
  await lab.patch(`/me/contacts/${ids[0]}`, { jobTitle: 'CTO' });
  await lab.del(`/me/contacts/${ids[1]}`);
  const { rows } = await lab.round(first.link);
  expect(rows).toHaveLength(2);
  expect(rows.find(({ id }) => id === ids[0])?.jobTitle).toBe('CTO');
  expect(removedIds(rows)).toEqual([ids[1]]);
});

test('Graph delta: what changes while the client is paging comes with the next round', async () => {
  const { lab, ids } = await withContacts('A', 'B', 'C');
  const page = (await lab.get('/me/contacts/delta', { prefer: 'odata.maxpagesize=1' })).json;
  await lab.patch(`/me/contacts/${ids[2]}`, { jobTitle: 'late' });
  const rest = await lab.round(page['@odata.nextLink']!);
  const next = await lab.round(rest.link);
  expect([...page.value, ...rest.rows, ...next.rows].filter(({ id }) => id === ids[2]).map(({ jobTitle }) => jobTitle)).toEqual(['late']);
});

test('Graph delta: a contact that leaves the folder is @removed there; with immutable ids it keeps its id', async () => {
  const { lab, ids } = await withContacts('A');
  const folder = (await lab.post('/me/contactFolders', { displayName: 'Sync' })).json.id;
  const plain = await lab.round('/me/contacts/delta');
  const fixed = await lab.round('/me/contacts/delta', IMMUTABLE);
  const there = await lab.round(`/me/contactFolders/${folder}/contacts/delta`);
  const moved = (await lab.patch(`/me/contacts/${ids[0]}`, { parentFolderId: folder })).json;
  expect(removedIds((await lab.round(plain.link)).rows)).toEqual([ids[0]]);
  expect(removedIds((await lab.round(fixed.link, IMMUTABLE)).rows)).toEqual([fixed.rows[0]!.id]);
  expect((await lab.round(there.link)).rows.map(({ id }) => id)).toEqual([moved.id]);
  await lab.patch(`/me/contacts/${moved.id}`, { parentFolderId: moved.parentFolderId === folder ? plain.rows[0]!.parentFolderId : folder });
  expect(removedIds((await lab.round(fixed.link, IMMUTABLE)).rows)).toEqual([]);
});

test('Graph delta: extended properties never arrive; $expand and $filter are refused, $select is not', async () => {
  const lab = new Lab();
  await lab.post('/me/contacts', contact('A', { singleValueExtendedProperties: [{ id: 'String 0x3A24', value: '1' }] }));
  const { rows } = await lab.round('/me/contacts/delta?$select=givenName');
  expect(Object.keys(rows[0]!).sort()).toEqual(['@odata.etag', 'givenName', 'id']);
  const expand = "$expand=singleValueExtendedProperties($filter=id eq 'String 0x3A24')";
  expect((await lab.get(`/me/contacts/delta?${expand}`)).status).toBe(400);
  expect((await lab.get(`${VIEW}&$select=subject`)).status).toBe(400);
  expect((await lab.get(`${VIEW}&${expand}`)).status).toBe(400);
});

test('Graph delta: changes show up late; an empty round is no proof', async () => {
  const { lab } = await withContacts('A');
  const { link } = await lab.round('/me/contacts/delta');
  lab.world.faults.switches['graph.delayMs'] = 60_000;
  lab.world.clock.advance(120_000);
  await lab.post('/me/contacts', contact('B'));
  const early = await lab.round(link);
  expect(early.rows).toEqual([]);
  lab.world.clock.advance(61_000);
  expect((await lab.round(early.link)).rows).toHaveLength(1);
});

test('Graph delta: a dead token is 410 with the address to start anew, or 400 syncStateNotFound', async () => {
  const { lab } = await withContacts('A');
  const { link } = await lab.round(VIEW);
  lab.world.faults.switches['graph.deltaTokensDeadBefore'] = true;
  const gone = await lab.get(link);
  expect([gone.status, gone.json.error.code]).toEqual([410, 'SyncStateNotFound']);
  expect(gone.headers.get('location')).toMatch(/calendarView\/delta\?startDateTime=/);
  lab.world.faults.switches['graph.deadTokenAs'] = 400;
  const bad = await lab.get(link);
  expect([bad.status, bad.json.error.code]).toEqual([400, 'syncStateNotFound']);
});

test('Graph delta: folders have one of their own', async () => {
  const lab = new Lab();
  const { link } = await lab.round('/me/contactFolders/delta');
  const { id } = (await lab.post('/me/contactFolders', { displayName: 'Sync' })).json;
  const added = await lab.round(link);
  expect(added.rows.map((row: Row) => row.id)).toEqual([id]);
  await lab.del(`/me/contactFolders/${id}`);
  expect(removedIds((await lab.round(added.link)).rows)).toEqual([id]);
});

test('Graph calendarView delta: the window is needed once and baked into the token', async () => {
  const lab = new Lab();
  expect((await lab.get('/me/calendarView/delta')).status).toBe(400);
  const { link } = await lab.round(VIEW);
  await lab.post('/me/events', event('inside', '2026-03-10T09:00:00', '2026-03-10T10:00:00'));
  expect((await lab.round(link)).rows.map(({ subject }) => subject)).toEqual(['inside']);
});

test('Graph calendarView delta: any change outside of the window is @removed, and the event is still there', async () => {
  const lab = new Lab();
  const inside = (await lab.post('/me/events', event('moves', '2026-03-10T09:00:00', '2026-03-10T10:00:00'))).json;
  const { link } = await lab.round(VIEW);
  await lab.patch(`/me/events/${inside.id}`, {
    start: { dateTime: '2026-05-10T09:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-05-10T10:00:00', timeZone: 'UTC' },
  });
  const never = (await lab.post('/me/events', event('never inside', '2026-06-10T09:00:00', '2026-06-10T10:00:00'))).json;
  expect(removedIds((await lab.round(link)).rows).sort()).toEqual([inside.id, never.id].sort());
  expect((await lab.get(`/me/events/${inside.id}`)).status).toBe(200);
  await lab.del(`/me/events/${inside.id}`);
  expect((await lab.get(`/me/events/${inside.id}`)).status).toBe(404);
});

test('Graph calendarView delta: occurrences are skeletons beside their series; exceptions come in full', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const [first] = (await lab.get(`/me/events/${master.id}/instances?${MARCH}`)).json.value;
  await lab.patch(`/me/events/${first!.id}`, { subject: 'moved on' });
  const { rows } = await lab.round(VIEW);
  expect(rows.map(({ type }) => type).sort()).toEqual([
    'exception',
    'occurrence',
    'occurrence',
    'occurrence',
    'occurrence',
    'seriesMaster',
  ]);
  const skeleton = rows.find(({ type }) => type === 'occurrence');
  expect(Object.keys(skeleton!).sort()).toEqual(['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type']);
  expect(rows.find(({ type }) => type === 'exception')?.subject).toBe('moved on');
  lab.world.faults.switches['graph.skeletons'] = false;
  expect((await lab.round(VIEW)).rows.find(({ type }) => type === 'occurrence')?.subject).toBe('standup');
});

test('Graph calendarView delta: a deleted occurrence gets no @removed; the series comes again without it', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const { link, rows: before } = await lab.round(VIEW);
  const lost = before.filter(({ type }) => type === 'occurrence')[1]!;
  await lab.del(`/me/events/${lost.id}`);
  const { rows } = await lab.round(link);
  expect(removedIds(rows)).toEqual([]);
  expect(rows.map(({ id }) => id)).not.toContain(lost.id);
  expect(rows.filter(({ type }) => type === 'occurrence')).toHaveLength(4);
  const read = (await lab.get(`/me/events/${master.id}?$select=cancelledOccurrences`)).json;
  expect(read.cancelledOccurrences).toEqual([`OID.${master.id}.2026-03-09`]);
});

test('Graph calendarView delta: a deleted series is one @removed; a switch removes each occurrence too', async () => {
  const lab = new Lab();
  const master = (await lab.post('/me/events', weekly('standup'))).json;
  const { link } = await lab.round(VIEW);
  await lab.del(`/me/events/${master.id}`);
  expect(removedIds((await lab.round(link)).rows)).toEqual([master.id]);
  lab.world.faults.switches['graph.removedOccurrences'] = true;
  expect(removedIds((await lab.round(link)).rows)).toHaveLength(6);
});

test('Graph calendarView delta: a series is never split between pages', async () => {
  const lab = new Lab();
  await lab.post('/me/events', weekly('standup'));
  await lab.post('/me/events', event('single', '2026-03-10T09:00:00', '2026-03-10T10:00:00'));
  lab.world.faults.switches['graph.pageSize'] = 1;
  expect((await lab.round(VIEW)).sizes).toEqual([6, 1]);
});
