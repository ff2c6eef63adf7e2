/** One scenario being played: carries out its steps on a stage, and looks at what came of it. */
import { expect } from 'vitest';
import { windowOf } from '../../shared/core/events/window';
import type { CalendarEvent, Configuration, Contact, ItemId, Kind, Ref } from '../../shared/core/model';
import type { RuleLookedAt } from '../../shared/core/sync/verdict';
import type { Act, Device } from '../../shared/device/device';
import { createDevice } from '../../shared/device/local';
import { totalOf } from '../../shared/engine/apply';
import { type CycleResult, runCycle } from '../../shared/engine/cycle';
import { Engine } from '../../shared/engine/engine';
import { nameRef } from '../../shared/engine/entries';
import { type Surveyed, survey } from '../../shared/engine/survey';
import { settled } from './settings';
import { type Desk, itemsOf, nameOfRecord, recordsOf, type Stage } from './stage';
import type { ActByName, Fields, Given, Item, RecordShown, Settings, Step, Then, Thing, Who } from './words';

const minute = 60_000;

export class Play {
  /** Mails that went to others while cycles ran. */
  mailed = 0;
  readonly #stage: Stage;
  readonly #ids = new Map<string, ItemId>();
  readonly #names = new Map<ItemId, string>();
  readonly #devices: Record<Who, { readonly engine: Engine; readonly device: Device; readonly desk: Desk }>;
  #configuration: Configuration | null = null;
  #both = false;

  constructor(stage: Stage) {
    this.#stage = stage;
    const deviceOf = (desk: Desk) => {
      const engine = new Engine(desk.world);
      const signIn = { signIn: async () => ({ ok: true, why: '' }), signedIn: async () => ({ salesforce: true, mailbox: true }) };
      return { engine, desk, device: createDevice({ engine, ...signIn, forget: async () => {} }) };
    };
    this.#devices = { rep: deviceOf(stage.desks.rep), colleague: deviceOf(stage.desks.colleague) };
    for (const { userId, name } of Object.values(stage.desks)) this.#names.set(userId, name);
  }

  async begin(given: Given, configuration: Configuration): Promise<void> {
    const { rep, colleague } = this.#stage.desks;
    this.#configuration = configuration;
    await rep.configure(configuration);
    this.#both = given.colleague?.syncs ?? false;
    await colleague.configure(this.#both ? configuration : null);
    for (const { world } of [rep, colleague]) await world.ledger.commit({ meta: { firstSyncConfirmed: true } });
    for (const desk of [rep, ...(this.#both ? [colleague] : [])]) {
      await desk.world.mailbox.whoAmI();
      await desk.world.mailbox.prepare();
    }
    for (const thing of given.crm ?? []) await this.#thing(thing, rep);
    for (const thing of given.colleague?.crm ?? []) await this.#thing(thing, colleague);
    for (const item of given.mailbox ?? []) await this.#item(item, rep);
    for (const item of given.colleague?.mailbox ?? []) await this.#item(item, colleague);
  }

  // ------------------------------------------------------------ cycles

  /** Cycles on both devices until neither has anything left to do. */
  async sync(): Promise<void> {
    await this.#acted();
    const before = this.#stage.mails();
    for (let round = 0; round < 3; round++) {
      let worked = await this.#rest('rep');
      if (this.#both) worked = (await this.#rest('colleague')) || worked;
      if (!worked || !this.#both) break;
    }
    this.mailed += this.#stage.mails() - before;
  }

  /** @returns whether there was anything to do. */
  async #rest(who: Who): Promise<boolean> {
    let worked = false;
    for (let cycle = 0; cycle < 12; cycle++) {
      this.#stage.pass(minute);
      const result = await this.#cycle(who);
      if (!(result.more || result.changed > 0 || writesOf(result) > 0)) return worked;
      worked = true;
    }
    throw new Error('the cycles do not come to rest');
  }

  #cycle(who: Who): Promise<CycleResult> {
    const { engine } = this.#devices[who];
    return runCycle(engine.world, { look: engine.look, stop: () => false, progress: () => {}, calls: () => ({ crm: 0, mailbox: 0 }) });
  }

  async writesOfOneMore(): Promise<number> {
    this.#stage.pass(5 * minute);
    const own = writesOf(await this.#cycle('rep'));
    return this.#both ? own + writesOf(await this.#cycle('colleague')) : own;
  }

  /** A card's click wakes its engine by itself; that run is waited for. */
  async #acted(): Promise<void> {
    for (const { engine } of Object.values(this.#devices)) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (engine.running) await engine.tick();
    }
  }

  // ------------------------------------------------------------ steps

  async step(step: Step): Promise<void> {
    if (step === 'sync') return this.sync();
    if ('minutes' in step || 'weather' in step) {
      if ('minutes' in step) this.#stage.pass(step.minutes * minute);
      else this.#stage.weather(step.weather);
      return;
    }
    if ('admin' in step) return this.#administer(step.admin);
    if ('card' in step) return this.#click(step.card, step.act, step.by ?? 'rep');
    this.#stage.pass(1500);
    if ('mailbox' in step) return this.#inMailbox(step);
    return this.#inCrm(step);
  }

  async #administer(settings: Settings | 'unassigns'): Promise<void> {
    if (settings === 'unassigns') return this.#stage.desks.rep.configure(null);
    if (!this.#configuration) return;
    this.#configuration = settled(settings, this.#configuration);
    await this.#stage.desks.rep.configure(this.#configuration);
  }

  async #inMailbox(step: Extract<Step, { readonly mailbox: string }>): Promise<void> {
    const desk = this.#stage.desks[step.by ?? 'rep'];
    if (step.mailbox === 'adds') return this.#item(step.item, desk);
    const { kind, id, seriesId } = await this.#inbox(step.what, desk);
    switch (step.mailbox) {
      case 'edits':
        return desk.hands.edit(kind, id, this.#people(step.set));
      case 'deletes':
        return desk.hands.delete(kind, id);
      case 'deletes the series of':
        return desk.hands.deleteSeries(seriesId);
      case 'moves out':
        return desk.hands.moveOut(id);
      case 'moves in':
        return desk.hands.moveIn(id);
      case 'marks':
      case 'unmarks':
        return desk.hands.keepOut(kind, id, step.mailbox === 'marks');
    }
  }

  async #inCrm(step: Extract<Step, { readonly crm: string }>): Promise<void> {
    if (step.crm === 'adds') return this.#thing(step.thing, this.#stage.desks[step.by ?? 'rep']);
    const id = await this.#record(step.what);
    if (step.crm === 'deletes') return this.#stage.crm.remove(id);
    const { OwnerId, WhoId } = step.set;
    const owner = OwnerId === 'rep' || OwnerId === 'colleague' ? { OwnerId: this.#stage.desks[OwnerId].userId } : {};
    const who = typeof WhoId === 'string' ? { WhoId: await this.#record(WhoId) } : {};
    return this.#stage.crm.edit(id, { ...step.set, ...owner, ...who });
  }

  async #click(what: string, act: Act | ActByName, who: Who): Promise<void> {
    const { device } = this.#devices[who];
    const ref: Ref | null = what.includes('@') ? null : nameRef((await this.#surveyed(who, what)).entry);
    const result = await device.act(ref ? { by: 'ref', ref } : { by: 'email', email: what }, await this.#named(act));
    expect(result.ok, `${act.do} on the card of ${what}: ${result.cause}`).toBe(true);
    await this.#acted();
  }

  async #named(act: Act | ActByName): Promise<Act> {
    if ('record' in act && act.do === 'pair') return { do: 'pair', crmId: await this.#record(act.record) };
    if (act.do === 'use account') return { do: 'account', accountId: this.#known(act.account) };
    if (act.do === 'relate to') return { do: 'relate', personId: await this.#record(act.person), whatId: '' };
    return act as Act;
  }

  // ------------------------------------------------------------ adding, and finding by name

  async #item(item: Item, desk: Desk): Promise<void> {
    const set = { ...item, set: this.#people(item.set) } as Item;
    const id = await desk.hands.add(set);
    this.#ids.set(`${desk.address} ${labelOf(item)}`, id);
  }

  /** `rep` and `colleague` stand for their addresses. */
  #people<T extends Partial<Contact> | Partial<CalendarEvent>>(set: T): T {
    const of = (email: string): string => (email === 'rep' || email === 'colleague' ? this.#stage.desks[email].address : email);
    const { attendees, organizer } = set as Partial<CalendarEvent>;
    return {
      ...set,
      ...(attendees ? { attendees: attendees.map((one) => ({ ...one, email: of(one.email) })) } : {}),
      ...(organizer ? { organizer: of(organizer) } : {}),
    };
  }

  async #thing(thing: Thing, owner: Desk): Promise<void> {
    const { name, id } = await this.#made(thing, owner);
    this.#ids.set(name, id);
    this.#names.set(id, name);
  }

  async #made(thing: Thing, owner: Desk): Promise<{ readonly name: string; readonly id: ItemId }> {
    const { crm } = this.#stage;
    if (thing.kind === 'account') return { name: thing.name, id: await crm.account(thing.name) };
    if (thing.kind === 'lead') return { name: thing.name, id: await crm.lead(thing.name, thing.email) };
    if (thing.kind === 'contact') {
      const AccountId = thing.account === undefined ? {} : { AccountId: this.#known(thing.account) };
      const id = await crm.create('contact', { ...thing.fields, ...AccountId }, owner.userId);
      return { name: [thing.fields.FirstName, thing.fields.LastName].filter(Boolean).join(' '), id };
    }
    const WhoId = thing.who === undefined ? {} : { WhoId: await this.#record(thing.who) };
    return { name: String(thing.fields.Subject), id: await crm.create('event', { ...thing.fields, ...WhoId }, owner.userId) };
  }

  #known(name: string): ItemId {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`the scenario has nothing called ${name}`);
    return id;
  }

  /** The mailbox item of that name; a contact outside the folder is known from when it was added. */
  async #inbox(name: string, desk: Desk): Promise<{ readonly kind: Kind; readonly id: ItemId; readonly seriesId: ItemId }> {
    for (const kind of ['contact', 'event'] as const) {
      const found = (await itemsOf(desk, kind)).find(({ item }) => labelsOf(item).includes(name));
      if (found) return { kind, id: found.id, seriesId: found.item.kind === 'event' ? found.item.seriesId : '' };
    }
    return { kind: 'contact', id: this.#known(`${desk.address} ${name}`), seriesId: '' };
  }

  async #record(name: string): Promise<ItemId> {
    for (const kind of ['contact', 'event'] as const) {
      const found = (await recordsOf(this.#stage, kind)).find(({ item }) => labelsOfRecord(item.fields, nameOfRecord(item)).includes(name));
      if (found) return found.id;
    }
    return this.#known(name);
  }

  // ------------------------------------------------------------ what is to be seen

  async expect(then: Then): Promise<void> {
    if (then.connection !== undefined) {
      const meta = await this.#stage.desks.rep.world.ledger.meta();
      expect(meta.connection?.kind === 'not set up' ? `not set up: ${meta.connection.cause}` : meta.connection?.kind).toBe(then.connection);
    }
    if (then.crm?.contacts) same('contacts in Salesforce', await this.#contacts(), then.crm.contacts);
    if (then.crm?.events) same('events in Salesforce', await this.#events(), then.crm.events);
    await this.#seesMailbox('rep', then.mailbox);
    await this.#seesMailbox('colleague', then.colleague?.mailbox);
    await this.#seesStatuses('rep', then);
    await this.#seesStatuses('colleague', { status: then.colleague?.status ?? {} });
    if (then.history) await this.#seesHistory(then.history);
  }

  async #contacts(): Promise<readonly object[]> {
    return (await recordsOf(this.#stage, 'contact')).map(({ item }) => item.fields);
  }

  async #events(): Promise<readonly RecordShown[]> {
    for (const { id, item } of await recordsOf(this.#stage, 'contact')) this.#names.set(id, nameOfRecord(item));
    const name = (id: ItemId): string => this.#names.get(id) ?? id;
    return (await recordsOf(this.#stage, 'event')).map(({ item: { fields, invitees } }) => ({
      ...fields,
      who: fields.WhoId ? name(String(fields.WhoId)) : '',
      owner: name(String(fields.OwnerId)),
      invitees: invitees.map(({ id, status }) => `${name(id)}: ${status}`).sort(),
    }));
  }

  async #seesMailbox(who: Who, wanted: Then['mailbox']): Promise<void> {
    const desk = this.#stage.desks[who];
    for (const [kind, items] of [
      ['contact', wanted?.contacts],
      ['event', wanted?.events],
    ] as const)
      if (items)
        same(
          `${kind}s of the ${who}'s mailbox`,
          (await itemsOf(desk, kind)).map(({ item }) => item),
          items,
        );
  }

  async #seesStatuses(who: Who, { status = {}, facts = {}, remarks = {}, why = {}, actions = {} }: Then): Promise<void> {
    for (const [name, wanted] of Object.entries(status)) {
      const one = (await this.#surveyed(who, name)).status;
      expect(one.kind === one.cause ? one.kind : `${one.kind}: ${one.cause}`, `status of ${name}`).toBe(wanted);
    }
    for (const [name, wanted] of Object.entries(facts)) expect((await this.#surveyed(who, name)).status.facts, name).toMatchObject(wanted);
    for (const [name, wanted] of Object.entries(remarks))
      expect((await this.#surveyed(who, name)).status.remarks, `remarks of ${name}`).toMatchObject(wanted);
    for (const [name, wanted] of Object.entries(why))
      expect(
        (await this.#surveyed(who, name)).verdict.looked.map(({ rule }: RuleLookedAt) => rule),
        `why ${name}`,
      ).toEqual(wanted);
    for (const [name, wanted] of Object.entries(actions)) expect((await this.#surveyed(who, name)).status.actions, name).toEqual(wanted);
  }

  async #seesHistory(wanted: NonNullable<Then['history']>): Promise<void> {
    const entries = await this.#stage.desks.rep.world.ledger.history({ limit: 500 });
    const lines = entries.flatMap(({ what, side, fields }) =>
      fields.length === 0 ? [{ what, side }] : fields.map(({ field, before, after }) => ({ what, side, field, before, after })),
    );
    for (const line of wanted) expect(lines).toContainEqual(expect.objectContaining(line));
  }

  async #surveyed(who: Who, name: string): Promise<Surveyed> {
    const { engine, desk } = this.#devices[who];
    const meta = await desk.world.ledger.meta();
    if (!meta.rep || !meta.configuration) throw new Error('nothing has been configured');
    const now = this.#stage.now();
    const context = { rep: meta.rep, configuration: meta.configuration, schema: meta.schema, now, look: engine.look, contactsFull: false };
    const all: string[] = [];
    for await (const one of survey(desk.world, { ...context, window: windowOf(meta.configuration, now) }, engine.look, {
      kinds: ['contact', 'event'],
    })) {
      const item = one.entry.mailbox?.seen?.item;
      const record = one.entry.crm?.seen?.item;
      const labels = [...(item ? labelsOf(item) : []), ...(record ? labelsOfRecord(record.fields, nameOfRecord(record)) : [])];
      if (labels.includes(name)) return one;
      all.push(...labels);
    }
    throw new Error(`nothing is called ${name}; there is ${all.join(', ')}`);
  }
}

const writesOf = ({ applied }: CycleResult): number => (applied === null ? 0 : totalOf(applied));

const labelOf = (item: Item): string => (item.kind === 'contact' ? personName(item.set) : (item.set.subject ?? ''));

const personName = ({ first = '', last = '' }: Partial<Contact>): string => [first, last].filter((part) => part !== '').join(' ');

const labelsOf = (item: Contact | CalendarEvent): readonly string[] =>
  item.kind === 'contact' ? [personName(item)] : [item.subject, `${item.subject} ${item.start.slice(0, 10)}`];

const labelsOfRecord = (fields: Fields, name: string): readonly string[] => [
  name,
  `${name} ${String(fields.StartDateTime ?? '').slice(0, 10)}`,
];

/** The same number of them, and each is like one of those. */
function same(what: string, found: readonly object[], wanted: readonly object[]): void {
  const left = [...found];
  const missed: object[] = [];
  for (const one of wanted) {
    const at = left.findIndex((other) => matches(other, one));
    if (at < 0) missed.push(one);
    else left.splice(at, 1);
  }
  if (left.length + missed.length === 0) return;
  // Of what is there besides, as much as was asked about the missing ones: a readable difference.
  const asked = missed.flatMap((one) => Object.keys(one));
  const shown = left.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([name, value]) => asked.includes(name) || isName(name, value))),
  );
  expect({ [what]: shown }).toEqual({ [what]: missed });
}

const isName = (name: string, value: unknown): boolean =>
  value !== null &&
  value !== '' &&
  ['Subject', 'FirstName', 'LastName', 'subject', 'first', 'last', 'start', 'StartDateTime'].includes(name);

function matches(found: object, wanted: object): boolean {
  try {
    expect(found).toMatchObject(wanted);
    return true;
  } catch {
    return false;
  }
}
