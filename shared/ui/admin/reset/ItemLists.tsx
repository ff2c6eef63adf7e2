/** The items behind the numbers of a dry run (RST3, LS-R5, LS-R6): folded, the first of them by name, the rest as a number. */

import type { DryRun, ListedItem, ResetCounts } from '../../../device/admin';
import { Name } from '../../parts/Say';
import { adminSays } from '../../texts/admin';
import { itemTime, number } from '../../texts/times';
import { titleOf } from '../issueWords';

type Of = 'contacts' | 'events';
type Slot = Exclude<keyof ResetCounts, 'keptOut'>;

const syncing: readonly Slot[] = ['byMark', 'byMatch', 'doubtful', 'created'];

const Items = ({ items, of, count }: { items: readonly ListedItem[]; of: Of; count: number }) => (
  <ul class="is-bullets">
    {items.map(({ name, start }, at) => (
      <li key={at}>
        <Name>{name === '' ? adminSays(of === 'events' ? 'private event' : 'no name') : name}</Name>
        {start !== '' && <span class="is-muted"> {itemTime(start)}</span>}
      </li>
    ))}
    {count > items.length && <li class="is-muted">{adminSays('n more', { n: number(count - items.length) })}</li>}
  </ul>
);

/** What lies in the folder or label, or which events will sync: everything but what stays out. */
export function WhatSyncs({ run, of }: { run: DryRun; of: Of }) {
  if (!run.lists) return null;
  const count = syncing.reduce((sum, slot) => sum + run[of][slot], 0);
  if (count === 0) return null;
  return (
    <details>
      <summary>{adminSays(of === 'contacts' ? 'show contacts' : 'show events', { n: count })}</summary>
      <Items items={syncing.flatMap((slot) => run.lists?.[of][slot] ?? [])} of={of} count={count} />
    </details>
  );
}

/** By which rule they stay out, never which ones (EXC4). */
export function WhatStaysOut({ run }: { run: DryRun }) {
  const { lists } = run;
  if (!lists || lists.contacts.keptOut.length + lists.events.keptOut.length === 0) return null;
  return (
    <details>
      <summary>{adminSays('show kept')}</summary>
      <ul class="is-bullets">
        {(['contacts', 'events'] as const).flatMap((of) =>
          lists[of].keptOut.map(({ cause, count }) => (
            <li key={`${of} ${cause}`}>
              {adminSays(of)}: {titleOf(cause)}, {number(count)}
            </li>
          )),
        )}
      </ul>
    </details>
  );
}

/** One number's items. */
export function Behind({ run, slot, label }: { run: DryRun; slot: Slot; label: string }) {
  const { lists } = run;
  if (!lists || run.contacts[slot] + run.events[slot] === 0) return null;
  return (
    <details>
      <summary>{label}</summary>
      {(['contacts', 'events'] as const).map(
        (of) => run[of][slot] > 0 && <Items key={of} items={lists[of][slot]} of={of} count={run[of][slot]} />,
      )}
    </details>
  );
}
