/**
 * The independent record: every value that any item ever showed, and who put it there (a person by hand, or a device). Kept by
 * looking at the accounts themselves after every deed; the engine knows nothing of it.
 */
import { somebody } from '../../shared/adapters/memory/org/hands';
import type { HistoryEntry, Kind, Side } from '../../shared/core/model';
import type { CrmStored, MailboxStored, SimMailbox, SimOrg } from './premises';
import { nameOfItem, nameOfRecord, type Values, valuesOfItem, valuesOfRecord } from './traits';

export type By = 'hand' | 'device';

/** One item in one place, with all that it ever was. */
export interface Life {
  /** `crm`, or the rep's number. */
  readonly place: 'crm' | number;
  readonly side: Side;
  readonly kind: Kind;
  readonly id: string;
  name: string;
  live: boolean;
  /** When a device saw it first; infinity: none has. */
  knownAt: number;
  /** When a device told the rep's others what is agreed with a twin. */
  readonly toldAt: number[];
  /** When a device wrote it and did not live to keep the answer, or got none. */
  readonly unansweredAt: number[];
  /** When a device dissolved its pair. */
  readonly partedAt: number[];
  /** When a device wrote down for itself what is agreed with a twin. */
  readonly agreedAt: number[];
  /** Kept out by category, private, out of the folder: what the item itself says. */
  hidden: boolean;
  /** Out of the folder: with Outlook no device can see it. */
  outside: boolean;
  values: Values;
  emails: readonly string[];
  readonly log: Change[];
}

export interface Change {
  readonly at: number;
  readonly by: By;
  readonly what: 'made' | 'changed' | 'deleted' | 'back';
  readonly from: Values;
  readonly to: Values;
  readonly hidden: boolean;
  readonly wasHidden: boolean;
}

export class Book {
  readonly lives = new Map<string, Life>();
  readonly #byName = new Map<string, Life[]>();
  readonly #stored = new Map<string, MailboxStored | CrmStored>();
  /** Everything that any ledger committed to its history, also of ledgers that were lost since. */
  readonly history = new Map<string, HistoryEntry>();
  /** What a rep asked for, by name of item: exempt from rules that speak of what happens by itself. */
  readonly asked = new Map<string, Set<string>>();
  readonly broken: string[] = [];
  at = 0;
  /** A device has died, or lost what it knew. */
  hurt = false;
  /** When a ledger was lost, or an older one came back. */
  readonly lostAt: number[] = [];

  constructor(
    private readonly mailboxes: readonly SimMailbox[],
    private readonly org: SimOrg,
  ) {}

  named(name: string): readonly Life[] {
    return this.#byName.get(name) ?? [];
  }

  names(): Iterable<string> {
    return this.#byName.keys();
  }

  ask(name: string, what: string): void {
    const held = this.asked.get(name);
    if (held) held.add(what);
    else this.asked.set(name, new Set([what]));
  }

  wasAsked(name: string, ...what: readonly string[]): boolean {
    const held = this.asked.get(name);
    return held !== undefined && what.some((one) => held.has(one));
  }

  /** Writes down what is different since the last look. */
  look(by: By): void {
    this.at++;
    for (const [index, mailbox] of this.mailboxes.entries()) {
      const seen = new Set<string>();
      for (const kind of ['contact', 'event'] as const) {
        for (const stored of mailbox.hands.all(kind)) {
          const key = `${index}|${stored.id}`;
          seen.add(key);
          if (this.#stored.get(key) !== stored) this.#mailboxItem(key, index, stored, by);
        }
      }
      for (const life of this.lives.values())
        if (life.place === index && life.live && !seen.has(`${index}|${life.id}`)) this.#gone(life, by);
    }
    for (const kind of ['contact', 'event'] as const) {
      for (const record of this.org.records[kind].values()) {
        const key = `crm|${record.id}`;
        if (this.#stored.get(key) !== record) this.#record(key, record, by);
      }
    }
  }

  #mailboxItem(key: string, place: number, stored: MailboxStored, by: By): void {
    this.#stored.set(key, stored);
    const { item } = stored;
    const hidden = item.keptOut || item.private || (item.kind === 'contact' && !item.inFolder);
    const emails = item.kind === 'contact' ? item.emails : [];
    this.#put(
      key,
      {
        place,
        side: 'mailbox',
        kind: stored.kind,
        id: stored.id,
        name: nameOfItem(item),
        hidden,
        outside: item.kind === 'contact' && !item.inFolder,
        values: valuesOfItem(item),
        emails,
      },
      by,
    );
  }

  #record(key: string, record: CrmStored, seenAfter: By): void {
    this.#stored.set(key, record);
    // What a person did in Salesforce may show only later, while a device is at work.
    const by = record.fields.LastModifiedById === somebody ? 'hand' : seenAfter;
    const life = this.lives.get(key);
    if (record.deletedAt !== null) {
      if (life?.live) this.#gone(life, by);
      return;
    }
    const hidden = record.kind === 'event' && record.fields.IsPrivate === true;
    const values = valuesOfRecord(record, this.org);
    this.#put(
      key,
      {
        place: 'crm',
        side: 'crm',
        kind: record.kind,
        id: record.id,
        name: nameOfRecord(record),
        hidden,
        outside: false,
        values,
        emails: [],
      },
      by,
    );
  }

  #put(key: string, now: Omit<Life, 'live' | 'knownAt' | 'toldAt' | 'unansweredAt' | 'partedAt' | 'agreedAt' | 'log'>, by: By): void {
    const life = this.lives.get(key);
    if (!life) {
      const born: Life = {
        ...now,
        live: true,
        knownAt: Number.POSITIVE_INFINITY,
        toldAt: [],
        unansweredAt: [],
        partedAt: [],
        agreedAt: [],
        log: [],
      };
      born.log.push({ at: this.at, by, what: 'made', from: {}, to: now.values, hidden: now.hidden, wasHidden: now.hidden });
      this.lives.set(key, born);
      this.#remember(born);
      return;
    }
    const what = life.live ? 'changed' : 'back';
    if (by === 'device' && what === 'changed' && life.emails.filter((email) => !now.emails.includes(email)).length > 1)
      this.broken.push(`CON4: a device dropped e-mail addresses of ${life.name} (${life.emails.join()} became ${now.emails.join()})`);
    life.log.push({ at: this.at, by, what, from: life.values, to: now.values, hidden: now.hidden, wasHidden: life.hidden });
    Object.assign(life, { live: true, hidden: now.hidden, outside: now.outside, values: now.values, emails: now.emails });
    // An occurrence that was read before it had a name of its own.
    if ((life.name === '' && now.name !== '') || (life.name !== '' && now.name.startsWith(`${life.name}_`))) {
      const namesakes = this.#byName.get(life.name);
      if (namesakes)
        this.#byName.set(
          life.name,
          namesakes.filter((one) => one !== life),
        );
      life.name = now.name;
      this.#remember(life);
    }
  }

  #gone(life: Life, by: By): void {
    life.live = false;
    life.log.push({ at: this.at, by, what: 'deleted', from: life.values, to: {}, hidden: life.hidden, wasHidden: life.hidden });
  }

  #remember(life: Life): void {
    if (life.name === '') return;
    const held = this.#byName.get(life.name);
    if (held) held.push(life);
    else this.#byName.set(life.name, [life]);
  }
}
