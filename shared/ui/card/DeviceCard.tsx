/** The card of a target, live over a device: follows every change, keeps the old card while the new one loads. */
import { useMemo } from 'preact/hooks';
import type { Target } from '../../device/device';
import { IconButton } from '../parts/Button';
import { Loading, NotLoaded } from '../parts/states';
import { type CardDevice, callsOf, type Surroundings, useDevice } from '../store';
import { cardSays } from '../texts/card';
import { ItemCard, type ItemCardProps } from './ItemCard';

interface Props extends Pick<ItemCardProps, 'as'> {
  readonly device: CardDevice;
  readonly target: Target;
  readonly around: Surroundings;
}

export function DeviceCard({ device, target, around, as = 'floating' }: Props) {
  const key = JSON.stringify(target);
  const calls = useMemo(() => callsOf(device, target, around), [device, key, around]);
  const { value: card, state, again } = useDevice(device, (asked) => asked.card(target), key);
  if (card) return <ItemCard key={key} card={card} calls={calls} as={as} />;
  return (
    <section
      class={`is-root is-card is-card-${as} is-t-quiet`}
      role={as === 'floating' ? 'dialog' : 'group'}
      aria-label={cardSays('loading')}
    >
      <div class="is-card-body">
        {state === 'loading' && <Loading />}
        {state !== 'loading' && <NotLoaded onAgain={again} />}
        {calls.close && <IconButton icon="close" label={cardSays('close')} onPress={calls.close} />}
      </div>
    </section>
  );
}
