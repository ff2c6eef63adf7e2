/** What the pane is about right now: the selection in Outlook, its people or its event, and the bar on the item. */
import { signal } from '@preact/signals';
import { realClock } from '../../shared/adapters/clock';
import type { ItemStatus, Kind } from '../../shared/core/model';
import { infoBarText } from '../../shared/ui/rep/infoBar';
import type { PanePerson } from '../../shared/ui/rep/TaskPane';
import { type BarText, showInfoBar } from '../office/infoBar';
import { onSelection, readSelection, type Selection } from '../office/selection';
import type { Connected } from './connect';
import { eventIn } from './eventIn';
import { peopleOf } from './people';

/** Changes come in bursts. */
const gather = 150;

export class Presence {
  readonly selection = signal<Selection>({ kind: 'nothing' });
  readonly people = signal<readonly PanePerson[]>([]);
  readonly colleagues = signal(0);
  /** The ledger's id of the selected appointment; '' while it knows none, null until that is clear. */
  readonly eventId = signal<string | null>(null);
  #connected: Connected | null = null;
  #round = 0;
  #planned: ReturnType<typeof setTimeout> | null = null;

  follow(connected: Connected): void {
    this.#connected = connected;
    onSelection(() => void this.#read());
    connected.device.onChange(() => this.#soon());
    void this.#read();
  }

  async #read(): Promise<void> {
    const selection = await readSelection();
    if (selection.kind !== this.selection.value.kind || keyOf(selection) !== keyOf(this.selection.value)) {
      this.eventId.value = null;
      this.people.value = [];
    }
    this.selection.value = selection;
    await this.#look();
  }

  #soon(): void {
    this.#planned ??= setTimeout(() => {
      this.#planned = null;
      // A new appointment may have been saved since.
      const { value } = this.selection;
      void (value.kind === 'appointment' && value.exchangeId === '' ? this.#read() : this.#look());
    }, gather);
  }

  async #look(): Promise<void> {
    const connected = this.#connected;
    if (!connected) return;
    const round = ++this.#round;
    const selection = this.selection.value;
    const current = (): boolean => round === this.#round;
    if (selection.kind === 'message') {
      const { people, colleagues } = await peopleOf(connected, selection.people);
      if (!current()) return;
      this.people.value = people;
      this.colleagues.value = colleagues;
      await showInfoBar(
        barFor(
          people.map(({ status }) => status),
          'contact',
        ),
      );
    }
    if (selection.kind === 'appointment') {
      const id = await eventIn(connected, selection.exchangeId).catch(() => this.eventId.value ?? '');
      if (!current()) return;
      this.eventId.value = id;
      const [badge] = id === '' ? [null] : await connected.device.badges([{ by: 'event', eventId: id }]);
      if (current()) await showInfoBar(barFor(badge ? [badge.status] : [], 'event'));
    }
  }
}

const keyOf = (selection: Selection): string => (selection.kind === 'nothing' ? '' : selection.key);

const order: readonly ItemStatus['kind'][] = ['sign in', 'failed', 'needs you'];

/** A message is no item: its bar speaks of the person who needs somebody. An appointment's bar also says that it is kept out. */
function barFor(statuses: readonly (ItemStatus | null)[], kind: Kind): BarText {
  const known = statuses.filter((status) => status !== null);
  const worst = order.map((wanted) => known.find((status) => status.kind === wanted)).find((status) => status !== undefined);
  const said = worst ?? (kind === 'event' ? known[0] : undefined);
  return (button) => (said ? infoBarText(said, kind, realClock.now(), button) : '');
}
