/** The card of a target, live over a device: follows every change, keeps the old card while the new one loads. */
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Card, Target } from '../../device/device';
import { Button, IconButton } from '../parts/Button';
import { Empty, Loading, NotLoaded } from '../parts/states';
import { type CardDevice, callsOf, type Surroundings, useDevice } from '../store';
import { cardSays } from '../texts/card';
import { ItemCard, type ItemCardProps } from './ItemCard';

interface Props extends Pick<ItemCardProps, 'as'> {
  readonly device: CardDevice;
  readonly target: Target;
  readonly around: Surroundings;
  /** Said where the device knows nothing of the target, which is no failure. */
  readonly unknown?: ComponentChildren;
}

/** Two contacts may share an address: what the card shows, and what its buttons do, stays with the one that it opened on (EXC1). */
const itemOf = (target: Target, shown: Card | null): Target =>
  target.by === 'email' && shown && shown.ref.id !== '' ? { by: 'ref', ref: shown.ref } : target;

export function DeviceCard({ device, target, around, as = 'floating', unknown }: Props) {
  const key = JSON.stringify(target);
  const shown = useRef<{ readonly key: string; readonly card: Card | null }>({ key, card: null });
  const ask = async (asked: CardDevice): Promise<Card | null> => {
    const one = itemOf(target, shown.current.key === key ? shown.current.card : null);
    const card = (await asked.card(one)) ?? (one === target ? null : await asked.card(target));
    shown.current = { key, card };
    return card;
  };
  const { value: card, state, again } = useDevice(device, ask, key);
  const one = itemOf(target, card ?? null);
  const calls = useMemo(() => callsOf(device, one, around), [device, JSON.stringify(one), around]);
  if (card) return <ItemCard key={key} card={card} calls={calls} as={as} />;
  return (
    <section
      class={`is-root is-card is-card-${as} is-t-quiet`}
      role={as === 'floating' ? 'dialog' : 'group'}
      aria-label={cardSays(state === 'loading' ? 'loading' : state === 'failed' ? 'not loaded' : 'not seen')}
    >
      <div class="is-card-body">
        {state === 'loading' && <Loading />}
        {state === 'failed' && <NotLoaded onAgain={again} />}
        {state === 'ready' &&
          (unknown ?? <Empty action={<Button onPress={again}>{cardSays('try again')}</Button>}>{cardSays('not seen')}</Empty>)}
        {calls.close && <IconButton icon="close" label={cardSays('close')} onPress={calls.close} />}
      </div>
    </section>
  );
}
