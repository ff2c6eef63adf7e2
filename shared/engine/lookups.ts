/**
 * Asks the CRM about people and accounts, in bulk, before a plan needs them; remembers the answers for an hour. What was
 * not asked stays "not asked", so that the planner concludes nothing from it (SYN2).
 */

import { type AddressById, invitedBy } from '../core/events/invitations';
import { maskPrivate } from '../core/events/mask';
import { addressesOf } from '../core/events/organizer';
import { hash53 } from '../core/keys';
import type { AccountMatch, Configuration, Entry, Instant, ItemId, Person, Rep } from '../core/model';
import type { World } from '../core/ports';
import { attendeesText } from '../core/sync/relations';
import type { Lookups } from '../core/sync/verdict';
import { together } from './together';

export interface AskContext {
  readonly rep: Rep;
  readonly configuration: Configuration | null;
}

const keepMs = 3_600_000;
const rank = { User: 0, Contact: 1, Lead: 2 } as const;

interface Known<T> {
  readonly at: Instant;
  readonly value: T;
}

export class AskedLookups implements Lookups {
  readonly #people = new Map<string, Known<Person | null>>();
  readonly #accounts = new Map<string, Known<readonly AccountMatch[]>>();
  readonly #byId = new Map<ItemId, Known<ReturnType<AddressById> | null>>();

  constructor(private readonly world: World) {}

  readonly person = (email: string): Person | null | undefined => this.#people.get(email)?.value;
  readonly account = (company: string): readonly AccountMatch[] | undefined => this.#accounts.get(company)?.value;
  readonly personById: AddressById = (id) => this.#byId.get(id)?.value;

  /** All questions travel in one request. */
  async askFor(entries: readonly Entry[], context: AskContext): Promise<void> {
    // What was refused may have been related to somebody who is there no more: asked again at once (SYN8).
    for (const entry of entries.filter(wasRefused)) for (const email of addresses(entry, context)) this.#people.delete(email);
    const emails = this.#unknown(
      this.#people,
      entries.flatMap((entry) => addresses(entry, context)),
    );
    const companies = this.#unknown(this.#accounts, entries.flatMap(companyOf));
    const ids = this.#unknown(
      this.#byId,
      entries.flatMap((entry) => invited(entry, context)),
    );
    await together([this.askPeople(emails), this.#askAccounts(companies), this.#askIds(ids)]);
  }

  /** New contacts may be the people who were not there before. */
  forgetPeople(): void {
    for (const [email, known] of this.#people) if (known.value === null) this.#people.delete(email);
  }

  /** New records may answer what was not there before. */
  forget(): void {
    this.forgetPeople();
    for (const [company, known] of this.#accounts) if (!known.value.some((match) => match.exact)) this.#accounts.delete(company);
  }

  #unknown<T>(cache: ReadonlyMap<string, Known<T>>, wanted: readonly string[]): string[] {
    const now = this.world.clock.now();
    return [...new Set(wanted)].filter((name) => name !== '' && now - (cache.get(name)?.at ?? Number.NEGATIVE_INFINITY) > keepMs);
  }

  async askPeople(emails: readonly string[]): Promise<void> {
    if (emails.length === 0) return;
    const at = this.world.clock.now();
    const found = await this.world.crm.people(emails);
    const best = new Map<string, Person>();
    for (const person of found) {
      const email = person.email.toLowerCase();
      const held = best.get(email);
      if (!held || rank[person.type] < rank[held.type] || (person.type === held.type && person.id < held.id)) best.set(email, person);
    }
    for (const email of emails) this.#people.set(email, { at, value: best.get(email) ?? null });
  }

  async #askIds(ids: readonly ItemId[]): Promise<void> {
    if (ids.length === 0) return;
    const at = this.world.clock.now();
    const found = new Map((await this.world.crm.peopleById(ids)).map((person) => [person.id, person]));
    for (const id of ids) this.#byId.set(id, { at, value: found.get(id) ?? null });
  }

  async #askAccounts(companies: readonly string[]): Promise<void> {
    if (companies.length === 0) return;
    const at = this.world.clock.now();
    const found = await this.world.crm.accounts(companies);
    for (const company of companies) this.#accounts.set(company, { at, value: found[company] ?? [] });
  }
}

const wasRefused = ({ mailbox, crm }: Entry): boolean => [mailbox, crm].some((row) => row?.trouble?.cause === 'refused');

/** Only where the answer can matter: a new event, or one whose attendees changed since they were agreed. */
function addresses(entry: Entry, context: AskContext): readonly string[] {
  const item = entry.mailbox?.seen?.item;
  if (item?.kind !== 'event') return [];
  // A record that is to be made anew is related anew.
  const agreed = entry.crm?.seen ? entry.pair?.agreed?.attendees : undefined;
  if (agreed && agreed[0] === hash53(attendeesText(item))) return [];
  const shown = context.configuration ? maskPrivate(item, context.configuration) : item;
  return addressesOf({ ...shown, organizer: item.organizer }, context.rep);
}

/** Only of a record that is to become a calendar event. */
function invited(entry: Entry, { rep, configuration }: AskContext): readonly ItemId[] {
  const record = entry.pair || entry.mailbox ? undefined : entry.crm?.seen?.item;
  return record && configuration ? invitedBy(record, { rep, configuration }) : [];
}

function companyOf(entry: Entry): string[] {
  const item = entry.mailbox?.seen?.item;
  if (item?.kind !== 'contact' || item.company === '') return [];
  return entry.crm?.seen?.item.fields['Account.Name'] === item.company ? [] : [item.company.trim()];
}
