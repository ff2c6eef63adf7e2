/** All calendars of the company's Google users: a primary one each, and those they made. */
import { createHash } from 'node:crypto';
import type { Account, World } from '../../world';
import { calendarError, notFound } from '../answers';
import { isOwn } from '../call';
import type { JsonObject } from '../json';
import type { CalendarHead, Someone, Stored } from './model';
import { Calendar } from './store';

export class Calendars {
  readonly #all = new Map<string, Calendar>();

  constructor(private readonly world: World) {}

  primary(account: Account): Calendar {
    const id = account.email;
    let calendar = this.#all.get(id);
    if (!calendar) {
      calendar = new Calendar({ id, owner: account.id, primary: true, summary: id, description: '', timeZone: account.timeZone });
      this.#all.set(id, calendar);
    }
    return calendar;
  }

  /** The mailbox of somebody of the company who has one at Google. */
  of(email: string): Calendar | null {
    const account = this.world.account(email);
    return account?.mailbox === 'google' ? this.primary(account) : null;
  }

  /** The calendar of a path, if the account may see it; other people's only under `google.openCalendars`. */
  find(account: Account, id: string): Calendar {
    if (id === 'primary' || isOwn(account, id)) return this.primary(account);
    const calendar = this.#all.get(id) ?? this.of(id);
    if (!calendar || (calendar.head.owner !== account.id && !this.world.faults.on('google.openCalendars'))) throw notFound();
    return calendar;
  }

  ownedBy(account: Account): Calendar[] {
    const primary = this.primary(account);
    return [primary, ...[...this.#all.values()].filter((each) => each !== primary && each.head.owner === account.id)];
  }

  create(account: Account, summary: string, timeZone: string): Calendar {
    if (!summary) throw calendarError(400, 'required', 'Missing title.');
    const name = createHash('sha256').update(`${account.id} ${this.#all.size} ${summary}`).digest('hex');
    const id = `c_${name}@group.calendar.google.com`;
    const calendar = new Calendar({ id, owner: account.id, primary: false, summary, description: '', timeZone });
    this.#all.set(id, calendar);
    return calendar;
  }

  /** Whom events created here belong to: the person on a primary calendar, else the calendar itself. */
  organizerOf(calendar: Calendar): Someone {
    if (!calendar.head.primary) return { email: calendar.head.id, displayName: calendar.head.summary };
    const name = this.world.account(calendar.head.owner)?.name;
    return { email: calendar.head.id, ...(name ? { displayName: name } : {}) };
  }

  /** The calendar in which the organizer of an event keeps it, if here. */
  organizersCopy(stored: Stored): Calendar | null {
    return this.#all.get(stored.organizer.email) ?? this.of(stored.organizer.email);
  }

  dump(): JsonObject[] {
    return [...this.#all.values()].map((calendar) => calendar.dump());
  }
  load(dump: readonly { head: CalendarHead; seq: number; events: Stored[] }[]): void {
    this.clear();
    for (const each of dump) this.#all.set(each.head.id, Calendar.load(each));
  }
  clear(): void {
    this.#all.clear();
  }
}

export const ownsEvent = (calendar: Calendar, account: Account, stored: Stored): boolean =>
  stored.organizer.email === calendar.head.id || isOwn(account, stored.organizer.email);
