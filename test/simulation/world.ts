/** A seeded company: one org, one to three reps with a mailbox each, one to three devices a rep, people with hands. */
import { defaults, normalise } from '../../shared/core/configuration';
import type { Configuration, Provider } from '../../shared/core/model';
import { type Clock, Failed, type Ledger, type LedgerChange, type World, type Write, type Wrote } from '../../shared/core/ports';
import { createDevice } from '../../shared/device/local';
import { Engine } from '../../shared/engine/engine';
import { Book } from './book';
import { type Dice, Loan } from './dice';
import { Life, type Plot } from './life';
import { inMemory } from './memory';
import type { Open, Premises, SimClock, SimMailbox, SimOrg, SimPeople, SimPlane } from './premises';

export interface SimRep {
  readonly index: number;
  readonly userId: string;
  readonly address: string;
  readonly provider: Provider;
  readonly mailbox: SimMailbox;
  readonly devices: SimDevice[];
  configuration: Configuration;
}

/** Bends the ports of every device: how a mutant is made without touching the product. */
export type Bend = (world: World) => World;

export const companies = ['Acme', 'Globex', 'Initech'] as const;

export class SimWorld {
  readonly loan = new Loan();
  readonly premises: Premises;
  readonly clock: SimClock;
  readonly org: SimOrg;
  readonly people: SimPeople;
  readonly plane: SimPlane;
  readonly reps: SimRep[] = [];
  readonly book: Book;
  /** Texts that must not leave a mailbox, each with the name of its item. */
  readonly secrets = new Map<string, string>();
  readonly counters: Record<string, number> = {};
  /** How often each question was answered. */
  readonly answered = new Map<string, number>();
  /** Told of every call of every device: for reading one run closely. */
  trace: ((line: string) => void) | null = null;
  #tokens = 0;

  constructor(
    dice: Dice,
    readonly bend: Bend = (world) => world,
    readonly seed = 0,
    open: Open = inMemory,
  ) {
    this.loan.dice = dice;
    this.premises = open(this.loan, seed);
    const { clock, org, people, plane } = this.premises;
    this.clock = clock;
    this.org = org;
    this.people = people;
    this.plane = plane;
    for (const name of companies) people.account(name);
    const count = dice.weighted([
      [5, 1],
      [3, 2],
      [1, 3],
    ]);
    for (let index = 0; index < count; index++) this.#addRep(index, dice);
    this.book = new Book(
      this.reps.map((rep) => rep.mailbox),
      this.org,
    );
  }

  #addRep(index: number, dice: Dice): void {
    const userId = `00500000000000${index + 1}AAA`;
    const address = `rep${index}@house.test`;
    const provider = this.premises.provider(index, dice.of(['microsoft', 'google'] as const));
    const mailbox = this.premises.mailbox({ userId, provider, address }, 1 + dice.int(8));
    this.people.user(userId, `Rep ${index}`, address);
    const configuration = configurationFor(index, dice);
    const rep: SimRep = { index, userId, address, provider, mailbox, devices: [], configuration };
    this.reps.push(rep);
    this.configure(rep, configuration);
    const devices = dice.weighted([
      [5, 1],
      [3, 2],
      [1, 3],
    ]);
    for (let at = 0; at < devices; at++) rep.devices.push(new SimDevice(this, rep, `device-${index}-${at}`));
  }

  configure(rep: SimRep, configuration: Configuration): void {
    rep.configuration = normalise(configuration);
    this.plane.saveConfiguration(rep.configuration);
    this.plane.assign(rep.configuration.id, 'user', rep.userId);
  }

  get devices(): readonly SimDevice[] {
    return this.reps.flatMap((rep) => rep.devices);
  }

  /** A number that no other text has. */
  token(): number {
    return ++this.#tokens;
  }

  count(what: string, by = 1): void {
    this.counters[what] = (this.counters[what] ?? 0) + by;
  }

  /** Something that people do: whatever devices did before is written down as theirs. */
  byHand<T>(deed: () => T): T {
    this.book.look('device');
    const done = deed();
    this.book.look('hand');
    return done;
  }

  heal(): void {
    this.premises.heal();
    this.book.look('hand');
  }
}

function configurationFor(index: number, dice: Dice): Configuration {
  const onDelete = (): Configuration['contacts']['onDelete'] => ({
    mailbox: dice.of(['delete', 'delete', 'unlink'] as const),
    crm: dice.of(['delete', 'delete', 'unlink'] as const),
  });
  const winner = (): Configuration['contacts']['winner'] => dice.of(['crm', 'mailbox', 'latest'] as const);
  return {
    ...defaults,
    id: `configuration-${index}`,
    name: `Configuration ${index}`,
    active: true,
    contacts: { ...defaults.contacts, whose: dice.of(['all', 'all', 'mine'] as const), winner: winner(), onDelete: onDelete() },
    events: {
      ...defaults.events,
      winner: winner(),
      onDelete: onDelete(),
      private: dice.of(['off', 'off', 'time only', 'all'] as const),
      leaveOut: { ...defaults.events.leaveOut, declined: dice.chance(0.5) },
    },
    userManagedConnection: dice.chance(0.2),
  };
}

/** What the rep pressed may be refused while a service is throttled: an error on the screen, and pressed again some day. */
async function pressed(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
  }
}

/** A device of a rep: its ledger outlives its lives. */
export class SimDevice {
  ledger: Ledger;
  skewMs = 0;
  readonly copies: unknown[] = [];
  /** What this cycle has removed, by kind; and whether the rep has agreed to many. */
  readonly #removed = { contact: 0, event: 0 };
  agreedToMany = false;
  life!: Life;
  engine!: Engine;
  device!: ReturnType<typeof createDevice>;
  ports!: World;
  readonly #clock: Clock;

  constructor(
    readonly sim: SimWorld,
    readonly rep: SimRep,
    readonly id: string,
  ) {
    this.#clock = { now: () => sim.clock.now() + this.skewMs, sleep: sim.clock.sleep };
    this.ledger = sim.premises.ledger();
    this.begin();
  }

  /** A new life on the ledger as it is. */
  begin(): void {
    this.life?.end();
    this.life = new Life((life, port, method, args, answer) => this.#after(life, { port, method, args, answer }));
    this.ports = {
      ...this.sim.premises.ports(this.rep, this.life, this.#clock),
      ledger: this.ledger,
      clock: this.#clock,
      random: this.sim.loan,
      log: () => {},
      device: { id: this.id, name: this.id, version: '0' },
    };
    this.engine = new Engine(this.sim.bend(this.life.world(this.ports)));
    this.device = createDevice({
      engine: this.engine,
      signIn: async () => ({ ok: true, why: '' }),
      signedIn: async () => ({ salesforce: true, mailbox: true }),
      forget: async () => {},
    });
  }

  /** Cycles until the device rests, or dies on the way. */
  async run(plot: Plot = {}, work?: () => Promise<unknown>): Promise<'rests' | 'died'> {
    if (!this.life.alive) this.begin();
    const { life } = this;
    life.plan(plot);
    const end = await Promise.race([work ? pressed(work).then(() => this.engine.tick()) : this.engine.tick(), life.death]);
    await this.sim.premises.ran(life);
    this.sim.book.look('device');
    life.plan({});
    if (end !== 'died') return 'rests';
    this.#lostAnswer();
    // It may have been given another life meanwhile.
    if (life !== this.life) return 'died';
    this.sim.book.hurt = true;
    this.ledger = this.sim.premises.reopened(this.ledger);
    this.begin();
    return 'died';
  }

  async confirm(): Promise<void> {
    await this.ledger.commit({ meta: { firstSyncConfirmed: true } });
  }

  /** The ledger is gone, or an older one is back. */
  async reload(copy: unknown): Promise<void> {
    this.life.end();
    this.sim.book.hurt = true;
    this.sim.book.lostAt.push(this.sim.book.at);
    this.ledger = copy === null ? this.sim.premises.ledger() : await this.sim.premises.restored(copy);
    await this.confirm();
    this.begin();
  }

  async keepCopy(): Promise<void> {
    this.copies.push(await this.sim.premises.copy(this.ledger));
  }

  #after(life: Life, { port, method, args, answer }: Call): void {
    const { book } = this.sim;
    this.sim.trace?.(`${this.id} ${port}.${method} ${JSON.stringify(args)}`);
    if (method === 'instructions') Object.assign(this.#removed, { contact: 0, event: 0 });
    if (method === 'write') this.#guarded(args[0] as readonly Write[]);
    if (method === 'write' || method === 'intoFolder') {
      life.writes += (Array.isArray(args[0]) ? args[0].length : 1) - foundIn(answer);
      life.ops.push(...opsOf(port, args[0], answer));
      book.look('device');
    }
    if (method === 'write' && port === 'crm') this.#unkept = { at: book.at, ids: idsOf(args[0] as readonly Write[]) };
    if (method === 'write' && answer === null) this.#lostAnswer();
    if (port === 'ledger' && method === 'commit') {
      this.#known(args[0] as LedgerChange);
      this.#unkept = null;
      for (const entry of (args[0] as LedgerChange).history ?? []) book.history.set(entry.id, entry);
    }
    if (port === 'control' || port === 'crm') this.#leaks(port, method, args);
  }

  /** What was overtaken is told by the answer alone. */
  #lostAnswer(): void {
    const { at = 0, ids = [] } = this.#unkept ?? {};
    for (const id of ids) this.sim.book.lives.get(`crm|${id}`)?.unansweredAt.push(at);
    this.#unkept = null;
  }

  #unkept: { readonly at: number; readonly ids: readonly string[] } | null = null;

  /** SYN4: here nobody ever has a hundred pairs, so more than ten are more than a tenth. */
  #guarded(writes: readonly Write[]): void {
    for (const write of writes) if (write.op === 'remove') this.#removed[write.kind]++;
    if (!this.agreedToMany && (this.#removed.contact > 10 || this.#removed.event > 10))
      this.sim.book.broken.push(`SYN4: ${this.id} removed ${this.#removed.contact} contacts and ${this.#removed.event} events unasked`);
  }

  readonly #agreed = new Map<string, readonly string[]>();

  #known(change: LedgerChange): void {
    const { book } = this.sim;
    for (const row of change.rows ?? []) {
      const life = book.lives.get(row.side === 'crm' ? `crm|${row.id}` : `${this.rep.index}|${row.id}`);
      if (life) life.knownAt = Math.min(life.knownAt, book.at);
    }
    for (const pair of change.pairs ?? []) {
      if (!pair.agreed) continue;
      const keys = [`crm|${pair.crmId}`, `${this.rep.index}|${pair.mailboxId}`];
      this.#agreed.set(pair.id, keys);
      for (const key of keys) book.lives.get(key)?.agreedAt.push(book.at);
    }
    for (const id of change.dissolve ?? []) for (const key of this.#agreed.get(id) ?? []) book.lives.get(key)?.partedAt.push(book.at);
    // An agreement that the rep's other devices have not been told of is none to them.
    for (const id of change.told ?? []) {
      for (const key of this.#agreed.get(id) ?? []) {
        const life = book.lives.get(key);
        life?.toldAt.push(book.at);
      }
    }
  }

  /** EXC4: nothing that is kept out leaves the mailbox, by whatever way. */
  #leaks(port: string, method: string, args: readonly unknown[]): void {
    if (this.sim.secrets.size === 0 || !['share', 'report', 'answer', 'write'].includes(method)) return;
    const text = JSON.stringify(args);
    for (const [secret, name] of this.sim.secrets)
      if (text.includes(secret)) this.sim.book.broken.push(`EXC4: "${secret}" of ${name} left the mailbox by ${port}.${method}`);
  }
}

interface Call {
  readonly port: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly answer: unknown;
}

/** Salesforce refuses a key that is taken: such a create, or mark, has changed nothing. */
const foundIn = (answers: unknown): number =>
  Array.isArray(answers)
    ? answers.filter((one: Wrote | null) => one?.kind === 'mark taken' || (one?.kind === 'done' && one.found)).length
    : 0;

const idsOf = (writes: readonly Write[]): string[] => writes.flatMap((write) => ('id' in write ? [write.id] : []));

/**
 * `crm create with …`, `mailbox mark`, … for each write of a call. The id of a deleted Google event stays taken: such a create is tried again with
 * the next one (wire-contracts 2.2).
 */
function opsOf(port: string, writes: unknown, answers: unknown): string[] {
  if (!Array.isArray(writes)) return [];
  const answered = Array.isArray(answers) ? (answers as readonly (Wrote | null)[]) : [];
  return writes.flatMap((write: { readonly op?: string; readonly key?: string }, index) => {
    if (write.op !== 'create') return [`${port} ${write.op ?? 'move'}`];
    return answered[index]?.kind === 'gone' ? [] : [`${port} create with ${write.key}`];
  });
}
