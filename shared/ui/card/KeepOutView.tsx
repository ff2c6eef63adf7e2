/** "Keep out of Salesforce?": what becomes of the record, and of how many items, before anything is done (EXC1, EXC3). */
import { useState } from 'preact/hooks';
import type { Act, Card, Reach } from '../../device/device';
import { Button } from '../parts/Button';
import { Options, Segments } from '../parts/choices';
import { Say } from '../parts/Say';
import { cardSays } from '../texts/card';
import type { Piece } from '../texts/template';
import { number } from '../texts/times';
import type { View } from './ItemCard';

interface Props {
  readonly card: Card;
  readonly reach: Reach;
  readonly busy: boolean;
  readonly problem: readonly Piece[];
  readonly show: (view: View) => void;
  readonly onAct: (act: Act) => Promise<void>;
}

const countOf = (card: Card, reach: Reach): number => (reach === 'series' ? card.seriesCount : reach === 'domain' ? card.domainCount : 1);

function reaches(card: Card) {
  return [
    { value: 'this' as const, label: cardSays('this one') },
    ...(card.seriesCount > 1 ? [{ value: 'series' as const, label: cardSays('whole series', { n: number(card.seriesCount) }) }] : []),
    ...(card.domain !== '' && card.domainCount > 1
      ? [{ value: 'domain' as const, label: cardSays('all of domain', { domain: card.domain, n: number(card.domainCount) }) }]
      : []),
  ];
}

/** The button names the number, and the deletion when there is one (DESIGN principle 6). */
function confirmLabel(card: Card, reach: Reach, record: 'keep' | 'delete'): string {
  const n = countOf(card, reach);
  if (n > 1) return card.kind === 'event' ? cardSays('keep out n events', { n }) : cardSays('keep out n contacts', { n });
  return record === 'delete' ? cardSays('keep out and delete') : cardSays('keep out now');
}

export function KeepOutView({ card, reach: asked, busy, problem, show, onAct }: Props) {
  const [reach, setReach] = useState<Reach>(asked);
  const [record, setRecord] = useState<'keep' | 'delete'>('keep');
  const choices = reaches(card);
  const n = countOf(card, reach);
  return (
    <div class="is-card-body">
      {choices.length > 1 && <Segments legend={cardSays('apply to')} show choices={choices} value={reach} onChange={setReach} />}
      <p>{n > 1 ? cardSays('keep out many?', { n }) : cardSays('keep out record?', { kind: card.kind })}</p>
      <Options
        legend={cardSays('keep out?')}
        value={record}
        onChange={setRecord}
        choices={[
          { value: 'keep', label: cardSays('keep record'), hint: cardSays('keep record hint') },
          { value: 'delete', label: cardSays('delete records', { n }), hint: cardSays('delete record hint') },
        ]}
      />
      <p class="is-hint">{cardSays('can undo')}</p>
      {problem.length > 0 && (
        <p role="alert">
          <Say pieces={problem} />
        </p>
      )}
      <div class="is-card-acts">
        <Button look={record === 'delete' ? 'bad' : 'main'} busy={busy} onPress={() => void onAct({ do: 'keep out', record, reach })}>
          {confirmLabel(card, reach, record)}
        </Button>
        <Button onPress={() => show({ at: 'status' })}>{cardSays('cancel')}</Button>
      </div>
    </div>
  );
}
