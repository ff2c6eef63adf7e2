/** What Instep did with this item in the last 30 days, each change with Undo (SYN5). */
import { useEffect, useState } from 'preact/hooks';
import type { HistoryEntry, Instant } from '../../core/model';
import { Button } from '../parts/Button';
import { Name, Say } from '../parts/Say';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { cardSays } from '../texts/card';
import { fieldLabel, valueText } from '../texts/fields';
import { ago, list } from '../texts/times';
import type { CardCalls } from './calls';
import type { View } from './ItemCard';

interface Props {
  readonly calls: CardCalls;
  readonly now: Instant;
  readonly busy: boolean;
  readonly show: (view: View) => void;
  readonly onUndo: (what: { entry: string }) => Promise<void>;
}

export function HistoryView({ calls, now, busy, show, onUndo }: Props) {
  const [entries, setEntries] = useState<readonly HistoryEntry[] | 'loading' | 'failed'>('loading');
  const load = () => {
    setEntries('loading');
    calls.history().then(setEntries, () => setEntries('failed'));
  };
  useEffect(load, [calls]);
  return (
    <>
      <div class="is-card-body">
        {entries === 'loading' && <Loading />}
        {entries === 'failed' && <NotLoaded onAgain={load} />}
        {Array.isArray(entries) && entries.length === 0 && <Empty>{cardSays('no history')}</Empty>}
        {Array.isArray(entries) && entries.length > 0 && <HistoryList entries={entries} now={now} busy={busy} onUndo={onUndo} />}
      </div>
      <footer>
        <Button look="ghost" onPress={() => show({ at: 'status' })}>
          {cardSays('back')}
        </Button>
        <span class="is-grow" />
        <span class="is-hint">{cardSays('kept for')}</span>
      </footer>
    </>
  );
}

interface ListProps {
  readonly entries: readonly HistoryEntry[];
  readonly now: Instant;
  readonly busy: boolean;
  readonly onUndo: (what: { entry: string }) => Promise<void>;
  /** With the item's name: where changes of several items stand together. */
  readonly named?: boolean;
}

/** Also used below a cycle in "What Instep did". */
export const HistoryList = ({ entries, now, busy, onUndo, named }: ListProps) => (
  <ul class="is-stack is-hist">
    {entries.map((entry) => (
      <li key={entry.id}>
        <div>
          {named && (
            <p>
              <b>
                <Name>{entry.name}</Name>
              </b>
            </p>
          )}
          <Say
            pieces={cardSays.anyPieces(entry.what === 'updated' ? `h updated ${entry.side}` : `h ${entry.what}`, {
              side: entry.side,
              field: list(entry.fields.map(({ field }) => fieldLabel(field))),
            })}
          />
          {entry.fields.slice(0, 3).map(({ field, before, after }) => (
            <p class="is-muted" key={field}>
              <Say
                pieces={cardSays.pieces(entry.what === 'lost value' ? 'h lost' : 'h change', {
                  before: shownValue(field, before),
                  after: shownValue(field, after),
                })}
              />
            </p>
          ))}
          <p class="is-hint">{ago(entry.at, now)}</p>
        </div>
        {entry.undone ? (
          <span class="is-hint">{cardSays('undone')}</span>
        ) : entry.what === 'undone' ? null : (
          <Button look="ghost" small busy={busy} onPress={() => void onUndo({ entry: entry.id })}>
            {cardSays(entry.what === 'lost value' ? 'use other value' : 'undo')}
          </Button>
        )}
      </li>
    ))}
  </ul>
);

const shownValue = (field: string, value: string): string => (value === '' ? cardSays('empty') : valueText(field, value));
