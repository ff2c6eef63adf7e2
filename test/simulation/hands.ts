/** What people do by hand in Outlook, Google and Salesforce. Each deed draws what it needs from its own dice. */
import type { CalendarEvent, Kind } from '../../shared/core/model';
import type { Life } from './book';
import type { Dice } from './dice';
import { spanOf, timeOf, typed } from './typing';
import type { SimRep, SimWorld } from './world';

export type Deed = (sim: SimWorld, dice: Dice) => void;

const liveIn = (sim: SimWorld, place: Life['place'] | 'mailbox', kind: Kind | null = null): Life[] =>
  [...sim.book.lives.values()].filter(
    (life) => life.live && (kind === null || life.kind === kind) && (place === 'mailbox' ? life.place !== 'crm' : life.place === place),
  );
const repOf = (sim: SimWorld, dice: Dice): SimRep => dice.pick(sim.reps)!;
const mailboxOf = (sim: SimWorld, life: Life) => sim.reps[life.place as number]!.mailbox;

// ---------------------------------------------------------------- mailbox

export const addContact: Deed = (sim, dice) => {
  const rep = repOf(sim, dice);
  // Now and then somebody whom another rep or Salesforce knows already, by the same address.
  const known = dice.chance(0.25)
    ? dice.pick(liveIn(sim, 'crm', 'contact').filter((life) => life.name !== '' && !doubled(sim, rep, life.name)))
    : undefined;
  const n = sim.token();
  const name = known?.name ?? `P${n}`;
  const last = known?.values.last ?? `L${n}.`;
  const email = known?.values.email || `t${n}@${dice.chance(0.1) ? 'blocked.test' : 'guest.test'}`;
  const hidden = dice.chance(0.12);
  const more = typed(sim, dice, 'contact', name, known ? 'notes' : undefined);
  // What was typed before it was kept out may have been read, and gone, before: a list that lags shows the item as it was (EXC4).
  const secrets = [more.value];
  sim.byHand(() => {
    const emails = dice.chance(0.3) ? [email, `second${n}@guest.test`] : [email];
    const inFolder = !(hidden && dice.chance(0.3));
    const secret = hidden && dice.chance(0.3);
    if (secret || !inFolder) secrets.push(email, last);
    const id = rep.mailbox.hands.addContact({ first: name, last, emails, inFolder, private: secret });
    aMomentLater(sim);
    if (hidden && dice.chance(0.5)) {
      rep.mailbox.hands.keepOut(id, true);
      aMomentLater(sim);
      rep.mailbox.hands.edit(id, more.mailbox(rep.mailbox.hands.contact(id)!));
    } else {
      rep.mailbox.hands.edit(id, more.mailbox(rep.mailbox.hands.contact(id)!));
      aMomentLater(sim);
    }
  });
  keepSecrets(sim, rep, name, secrets);
};

/** Each edit has a time of its own: no vendor could tell two of the same instant apart. */
function aMomentLater(sim: SimWorld): void {
  sim.clock.at += 1000;
}

const doubled = (sim: SimWorld, rep: SimRep, name: string): boolean => sim.book.named(name).some((life) => life.place === rep.index);

/** So many that deleting them all is a mass change. */
export const addCrowd: Deed = (sim, dice) => {
  const rep = repOf(sim, dice);
  sim.byHand(() => {
    for (let i = 0; i < 13; i++) {
      const n = sim.token();
      rep.mailbox.hands.addContact({ first: `P${n}`, last: `L${n}.`, emails: [`t${n}@crowd.test`] });
    }
  });
};

export const deleteCrowd: Deed = (sim, dice) => {
  const inMailbox = dice.chance(0.6);
  const crowd = liveIn(sim, inMailbox ? 'mailbox' : 'crm', 'contact').filter((life) => life.values.email?.endsWith('@crowd.test'));
  sim.byHand(() => {
    for (const life of crowd) {
      if (life.place === 'crm') sim.people.remove(life.id);
      else mailboxOf(sim, life).hands.delete(life.id);
    }
  });
};

export const addEvent: Deed = (sim, dice) => {
  const rep = repOf(sim, dice);
  const n = sim.token();
  const name = `M${n}`;
  const hidden = dice.chance(0.15);
  const guests = dice.chance(0.3) ? [guest(sim, dice)] : [];
  const subject = `${name} t${n}.`;
  const secrets: string[] = [];
  sim.byHand(() => {
    const span = spanOf(timeOf(sim, dice, n));
    const secret = hidden && dice.chance(0.5);
    if (secret) secrets.push(subject);
    const id = rep.mailbox.hands.addEvent({ subject, ...span, attendees: guests, private: secret });
    aMomentLater(sim);
    if (!hidden || !dice.chance(0.6)) return;
    rep.mailbox.hands.keepOut(id, true);
    // Once more a text that nobody can have read before.
    aMomentLater(sim);
    secrets.push(`${name} kept t${n}.`);
    rep.mailbox.hands.edit(id, { subject: `${name} kept t${n}.` });
  });
  keepSecrets(sim, rep, name, secrets);
};

function guest(sim: SimWorld, dice: Dice): CalendarEvent['attendees'][number] {
  const known = dice.pick(liveIn(sim, 'crm', 'contact'));
  const email = known?.values.email || `nobody${sim.token()}@guest.test`;
  return { email, name: '', response: dice.of(['none', 'accepted', 'declined'] as const), optional: false, resource: false };
}

export const addSeries: Deed = (sim, dice) => {
  const rep = repOf(sim, dice);
  const n = sim.token();
  const day = 86_400_000;
  const first = Math.floor(sim.clock.now() / day) * day + (dice.int(6) - 2) * day + (480 + (n % 600)) * 60_000;
  const starts = [0, 1, 2].map((week) => `${new Date(first + week * 7 * day).toISOString().slice(0, 19)}Z`);
  sim.byHand(() => {
    const { ids } = rep.mailbox.hands.addSeries(
      { subject: `M${n} t${n}.`, start: starts[0]!, end: `${new Date(first + 45 * 60_000).toISOString().slice(0, 19)}Z` },
      starts,
    );
    aMomentLater(sim);
    // Each occurrence has a name of its own.
    for (const [at, id] of ids.entries()) rep.mailbox.hands.edit(id, { subject: `M${n}_${at} t${n}.` });
  });
};

/** A meeting of two reps, in both calendars under one uid. */
export const addMeeting: Deed = (sim, dice) => {
  const [organizer, attendee] = [sim.reps[0], sim.reps[1]];
  if (!organizer || !attendee) return addEvent(sim, dice);
  const n = sim.token();
  const outside = dice.chance(0.3);
  const boss = outside ? `boss${n}@guest.test` : organizer.address;
  const attendees = [organizer, attendee]
    .filter((rep) => rep.address !== boss)
    .map((rep) => ({ email: rep.address, name: rep.address, response: 'accepted' as const, optional: false, resource: false }));
  const common = {
    uid: `meeting-${n}`,
    subject: `M${n} t${n}.`,
    ...spanOf(timeOf(sim, dice, n)),
    attendees,
    organizer: boss,
    organizerName: boss,
  };
  sim.byHand(() => {
    for (const rep of [organizer, attendee]) {
      const mine = rep.address === boss;
      rep.mailbox.hands.addEvent({ ...common, mine, response: mine ? 'organizer' : 'accepted' });
    }
  });
};

/** Everybody's copy of a meeting follows its organizer's. */
function copies(sim: SimWorld, life: Life): { readonly rep: SimRep; readonly id: string }[] {
  const own = mailboxOf(sim, life).hands.event(life.id);
  if (!own?.uid.startsWith('meeting-')) return [{ rep: sim.reps[life.place as number]!, id: life.id }];
  return sim.reps.flatMap((rep) =>
    rep.mailbox.hands.all('event').flatMap(({ id, item }) => (item.kind === 'event' && item.uid === own.uid ? [{ rep, id }] : [])),
  );
}

const editable = (sim: SimWorld, life: Life): boolean => mailboxOf(sim, life).hands.event(life.id)?.mine !== false;

export const editInMailbox: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox').filter((one) => one.kind === 'contact' || editable(sim, one)));
  if (life) typeInMailbox(sim, dice, life);
};

function typeInMailbox(sim: SimWorld, dice: Dice, life: Life, field?: string): void {
  const change = typed(sim, dice, life.kind, life.name, field);
  sim.byHand(() => {
    for (const { rep, id } of life.kind === 'event' ? copies(sim, life) : [{ rep: sim.reps[life.place as number]!, id: life.id }]) {
      const item = rep.mailbox.hands.contact(id) ?? rep.mailbox.hands.event(id);
      if (item) rep.mailbox.hands.edit(id, change.mailbox(item));
    }
  });
  keepSecrets(sim, sim.reps[life.place as number]!, life.name, [change.value]);
}

export const deleteInMailbox: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox'));
  if (!life) return;
  const all = dice.chance(0.5) && editable(sim, life) ? copies(sim, life) : [{ rep: sim.reps[life.place as number]!, id: life.id }];
  const cancels = life.kind === 'event' && dice.chance(0.3);
  sim.byHand(() => {
    for (const { rep, id } of all) {
      if (cancels && rep.index !== life.place) rep.mailbox.hands.edit(id, { cancelled: true });
      else rep.mailbox.hands.delete(id);
    }
  });
};

export const deleteSeries: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox', 'event').filter((one) => mailboxOf(sim, one).hands.event(one.id)?.seriesId));
  if (life) sim.byHand(() => mailboxOf(sim, life).hands.deleteSeries(mailboxOf(sim, life).hands.event(life.id)!.seriesId));
};

export const moveOutOrIn: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox', 'contact'));
  if (!life) return;
  const { hands } = mailboxOf(sim, life);
  const inFolder = hands.contact(life.id)?.inFolder;
  sim.byHand(() => (inFolder ? hands.moveOut(life.id) : hands.moveIn(life.id)));
  sim.book.ask(life.name, inFolder ? 'moved out' : 'moved in');
  if (!inFolder) tellSecrets(sim, life.name);
};

export const labelByHand: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox'));
  if (!life) return;
  const { hands } = mailboxOf(sim, life);
  const item = hands.contact(life.id) ?? hands.event(life.id);
  sim.byHand(() => hands.keepOut(life.id, !item?.keptOut));
  sim.book.ask(life.name, 'label');
  if (item?.keptOut) tellSecrets(sim, life.name);
};

export const togglePrivate: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox').filter((one) => one.kind === 'contact' || editable(sim, one)));
  if (!life) return;
  const { hands } = mailboxOf(sim, life);
  const item = hands.contact(life.id) ?? hands.event(life.id);
  sim.byHand(() => hands.edit(life.id, { private: !item?.private }));
  sim.book.ask(life.name, 'private');
  if (item?.private) tellSecrets(sim, life.name);
};

export const answerInvitation: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox', 'event').filter((one) => !editable(sim, one)));
  if (!life) return;
  sim.byHand(() => mailboxOf(sim, life).hands.edit(life.id, { response: dice.of(['accepted', 'declined', 'tentative'] as const) }));
  sim.book.ask(life.name, 'response');
};

export const rename: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox', 'contact').filter((one) => sim.reps[one.place as number]!.provider === 'google'));
  if (!life) return;
  // Nobody has typed anything.
  sim.book.look('device');
  mailboxOf(sim, life).hands.rename(life.id);
  sim.book.look('device');
  sim.book.ask(life.name, 'renamed');
};

export const forgetCursors: Deed = (sim, dice) => repOf(sim, dice).mailbox.hands.forgetCursors();

// ---------------------------------------------------------------- Salesforce

export const addRecord: Deed = (sim, dice) => {
  const rep = repOf(sim, dice);
  const n = sim.token();
  if (dice.chance(0.5)) {
    const fields = {
      FirstName: `P${n}`,
      LastName: `L${n}.`,
      Email: `t${n}@guest.test`,
      OwnerId: rep.userId,
      ...typed(sim, dice, 'contact', `P${n}`).crm,
    };
    sim.byHand(() => sim.people.create('contact', fields, { by: rep.userId }));
  } else {
    const time = typed(sim, dice, 'event', `M${n}`, 'time').crm;
    sim.byHand(() => sim.people.create('event', { Subject: `M${n} t${n}.`, ...time, OwnerId: rep.userId }, { by: rep.userId }));
  }
};

export const editRecord: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'crm'));
  if (life) typeInCrm(sim, dice, life);
};

function typeInCrm(sim: SimWorld, dice: Dice, life: Life, field?: string): void {
  const change = typed(sim, dice, life.kind, life.name, field);
  sim.byHand(() => sim.people.edit(life.id, change.crm));
}

/** The same field on both sides, and nobody has looked in between. */
export const editBoth: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'mailbox').filter((one) => one.name !== '' && (one.kind === 'contact' || editable(sim, one))));
  const record = sim.book.named(life?.name ?? '-').find((one) => one.place === 'crm' && one.live);
  if (!life || !record) return;
  const { field } = typed(sim, dice, life.kind, life.name);
  const first = dice.chance(0.5);
  if (first) typeInMailbox(sim, dice, life, field);
  sim.clock.at += dice.int(3) * 1000;
  typeInCrm(sim, dice, record, field);
  sim.clock.at += dice.int(3) * 1000;
  if (!first) typeInMailbox(sim, dice, life, field);
};

export const deleteRecord: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'crm'));
  if (life) sim.byHand(() => sim.people.remove(life.id));
};

export const undeleteRecord: Deed = (sim, dice) => {
  const life = dice.pick([...sim.book.lives.values()].filter((one) => one.place === 'crm' && !one.live));
  if (!life) return;
  let back = false;
  sim.byHand(() => {
    back = sim.people.undelete(life.id);
  });
  if (back) sim.book.ask(life.name, 'undeleted');
};

export const purge: Deed = (sim, dice) => {
  const life = dice.pick([...sim.book.lives.values()].filter((one) => one.place === 'crm' && !one.live));
  if (!life) return;
  sim.book.ask(life.name, 'purged');
  sim.byHand(() => sim.people.purge(life.id));
};

export const mergeRecords: Deed = (sim, dice) => {
  const [winner, loser] = [dice.pick(liveIn(sim, 'crm', 'contact')), dice.pick(liveIn(sim, 'crm', 'contact'))];
  if (!winner || !loser || winner === loser) return;
  for (const life of [winner, loser]) sim.book.ask(life.name, 'merged');
  sim.byHand(() => sim.people.merge(winner.id, loser.id));
};

export const giveAway: Deed = (sim, dice) => {
  const life = dice.pick(liveIn(sim, 'crm'));
  if (!life) return;
  sim.byHand(() => sim.people.give(life.id, dice.chance(0.5) ? repOf(sim, dice).userId : '005000000000999AAA'));
  sim.book.ask(life.name, 'given away');
};

// ---------------------------------------------------------------- secrets

/** What is typed on an item that is kept out must not leave, as long as it is kept out. */
function keepSecrets(sim: SimWorld, rep: SimRep, name: string, texts: readonly string[]): void {
  const life = sim.book.named(name).find((one) => one.place === rep.index && one.live);
  if (!life?.hidden) return;
  const item = rep.mailbox.hands.contact(life.id) ?? rep.mailbox.hands.event(life.id);
  const open = item?.kind === 'event' && !item.keptOut && rep.configuration.events.private === 'all';
  if (open) return;
  const elsewhere = sim.book.named(name).some((one) => one !== life && one.live);
  if (!elsewhere) for (const text of texts) if (/t\d+[.@]/.test(text)) sim.secrets.set(text, name);
}

/** It is kept out no more. */
export function tellSecrets(sim: SimWorld, name: string | null): void {
  for (const [text, of] of sim.secrets) if (name === null || of === name) sim.secrets.delete(text);
}
