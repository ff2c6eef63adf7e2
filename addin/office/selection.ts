/** What the rep has selected or open in Outlook, in our words; read anew whenever a pinned pane is told of another item. */
import { ask } from './ask';

export interface Somebody {
  /** In lower case. */
  readonly email: string;
  readonly name: string;
}

export type Selection =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'message'; readonly key: string; readonly people: readonly Somebody[] }
  /** `exchangeId` is '' while the appointment has never been saved. */
  | { readonly kind: 'appointment'; readonly key: string; readonly exchangeId: string; readonly composing: boolean };

type Item = NonNullable<Office.Mailbox['item']>;
type Compose = Item & Office.MessageCompose & Office.AppointmentCompose;
type Read = Item & Office.MessageRead & Office.AppointmentRead;

const nothing: Selection = { kind: 'nothing' };

/** In compose mode the fields are objects to be asked, in read mode they are values. */
export const isComposing = (item: Item): item is Compose => typeof (item as Compose).subject?.getAsync === 'function';

export async function readSelection(): Promise<Selection> {
  const item = Office.context.mailbox.item;
  if (!item) return nothing;
  if (item.itemType === Office.MailboxEnums.ItemType.Appointment) return appointment(item);
  const people = isComposing(item) ? await addressees(item) : inMessage(item as Read);
  const key = isComposing(item) ? people.map(({ email }) => email).join() : (item as Read).itemId;
  return { kind: 'message', key: `message ${key}`, people };
}

async function appointment(item: Item): Promise<Selection> {
  const composing = isComposing(item);
  const id = composing ? await savedId(item) : (item as Read).itemId;
  return { kind: 'appointment', key: `appointment ${id}`, exchangeId: id, composing };
}

/** An appointment that was never saved has none, and asking for it fails. */
const savedId = async (item: Compose): Promise<string> =>
  typeof item.getItemIdAsync === 'function' ? ((await ask<string>((answer) => item.getItemIdAsync(answer))) ?? '') : '';

function inMessage(item: Read): readonly Somebody[] {
  return unique([item.from, item.sender, ...(item.to ?? []), ...(item.cc ?? [])]);
}

async function addressees(item: Compose): Promise<readonly Somebody[]> {
  const lists = await Promise.all(
    [item.to, item.cc, item.bcc].map((field) =>
      field ? ask<Office.EmailAddressDetails[]>((answer) => (field as Office.Recipients).getAsync(answer)) : null,
    ),
  );
  return unique(lists.flatMap((list) => list ?? []));
}

function unique(people: readonly (Office.EmailAddressDetails | null | undefined)[]): readonly Somebody[] {
  const found = new Map<string, Somebody>();
  for (const person of people) {
    const email = (person?.emailAddress ?? '').trim().toLowerCase();
    // Distribution lists inside the organization have no address that a person could have.
    if (email.includes('@') && !found.has(email)) found.set(email, { email, name: person?.displayName || email });
  }
  return [...found.values()];
}

/** Tells of every other item that the rep selects while the pane is pinned, and of other addressees while composing. */
export function onSelection(changed: () => void): void {
  const { mailbox } = Office.context;
  mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => {
    changed();
    watchAddressees(changed);
  });
  watchAddressees(changed);
}

function watchAddressees(changed: () => void): void {
  const item = Office.context.mailbox.item as Partial<Compose> | null | undefined;
  if (!item || !isComposing(item as Item) || !Office.context.requirements.isSetSupported('Mailbox', '1.7')) return;
  item.addHandlerAsync?.(Office.EventType.RecipientsChanged, changed);
}
