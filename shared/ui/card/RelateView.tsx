/** Relating by hand: search Salesforce, pick one: a person or an account for an event (EVT5), an account for a contact (CON3). */
import { useEffect, useState } from 'preact/hooks';
import type { Act, Candidate, Card } from '../../device/device';
import { Button } from '../parts/Button';
import { TextField } from '../parts/fields';
import { Name, Say } from '../parts/Say';
import { Loading, NotLoaded } from '../parts/states';
import { cardSays } from '../texts/card';
import type { Piece } from '../texts/template';
import { useTiming } from '../timing';
import { type CardCalls, relatable } from './calls';
import type { View } from './ItemCard';

interface Props {
  readonly card: Card;
  readonly calls: CardCalls;
  readonly name: string;
  readonly busy: boolean;
  readonly problem: readonly Piece[];
  readonly show: (view: View) => void;
  readonly onAct: (act: Act) => Promise<void>;
}

type Found = readonly Candidate[] | 'nothing asked' | 'loading' | 'failed';

/** A contact relates to its account. For events: Salesforce ids begin with the type of their object, and 001 is an account. */
function relateAct(kind: Card['kind'], id: string): Act {
  if (kind === 'contact') return { do: 'account', accountId: id };
  return id.startsWith('001') ? { do: 'relate', personId: '', whatId: id } : { do: 'relate', personId: id, whatId: '' };
}

export function RelateView({ card, calls, name, busy, problem, show, onAct }: Props) {
  const timing = useTiming();
  const [text, setText] = useState(name.includes('@') ? name : '');
  const [found, setFound] = useState<Found>('nothing asked');
  const search = () => {
    if (text.trim().length < 2) return setFound('nothing asked');
    setFound('loading');
    let current = true;
    const stop = timing.after(250, () => {
      calls.search(text.trim(), relatable(card.kind)).then(
        (candidates) => current && setFound(candidates),
        () => current && setFound('failed'),
      );
    });
    return () => {
      current = false;
      stop();
    };
  };
  useEffect(search, [text, calls, card.kind, timing]);
  return (
    <>
      <div class="is-card-body">
        {name !== '' && (
          <p>
            <Say pieces={cardSays.pieces('relate whom', { name })} />
          </p>
        )}
        <TextField
          label={cardSays(card.kind === 'contact' ? 'search accounts' : 'relate search')}
          type="search"
          value={text}
          onInput={setText}
        />
        {found === 'nothing asked' && <p class="is-hint">{cardSays('relate start')}</p>}
        {found === 'loading' && <Loading lines={3} />}
        {found === 'failed' && <NotLoaded onAgain={() => void search()} />}
        {Array.isArray(found) && found.length === 0 && <p class="is-muted">{cardSays('relate none', { text })}</p>}
        {Array.isArray(found) && found.length > 0 && (
          <ul class="is-stack is-hist">
            {found.map((candidate) => (
              <li key={candidate.id}>
                <span>
                  <b>
                    <Name>{candidate.name}</Name>
                  </b>
                  <br />
                  <span class="is-muted">
                    <Name>{candidate.detail}</Name>
                  </span>
                </span>
                <Button
                  small
                  busy={busy}
                  label={`${cardSays('relate')}: ${candidate.name}`}
                  onPress={() => void onAct(relateAct(card.kind, candidate.id))}
                >
                  {cardSays('relate')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {problem.length > 0 && (
          <p role="alert">
            <Say pieces={problem} />
          </p>
        )}
      </div>
      <footer>
        <Button look="ghost" onPress={() => show({ at: 'status' })}>
          {cardSays('back')}
        </Button>
      </footer>
    </>
  );
}
