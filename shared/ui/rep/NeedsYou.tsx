/** What needs the rep: three rows at most, then "All n". */
import type { Instant } from '../../core/model';
import type { ListedItem, Overview } from '../../device/device';
import { headlineOf } from '../card/words';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { toneOf } from '../status';
import { causeActionSays } from '../texts/causes';
import { repScreenSays } from '../texts/rep';

export const ItemRow = ({
  item,
  now,
  action,
  label,
  onPress,
}: {
  item: ListedItem;
  now: Instant;
  action: string;
  label?: string;
  onPress: () => void;
}) => (
  <li class="is-item">
    <span class={`is-tone is-t-${toneOf(item.status.kind)}`}>
      <StatusIcon kind={item.status.kind} />
    </span>
    <span>
      <span class="is-clip">
        <Name>{item.name}</Name>
      </span>
      <span class="is-muted is-small">{headlineOf(item.status, item.ref.kind, now)}</span>
    </span>
    <Button small label={label ?? `${action}: ${item.name}`} onPress={onPress}>
      {action}
    </Button>
  </li>
);

interface Props {
  readonly overview: Overview;
  readonly now: Instant;
  readonly onOpen: (item: ListedItem) => void;
  readonly onAll: () => void;
}

export function NeedsYou({ overview, now, onOpen, onAll }: Props) {
  const shown = overview.needsYou.slice(0, 3);
  const nothing = overview.needsYouCount === 0;
  return (
    <section class="is-needs">
      <h2 class="is-small is-lab is-muted">{repScreenSays('needs you', { n: overview.needsYouCount })}</h2>
      {nothing && overview.connection.kind === 'running' && !overview.progress && (
        <p class="is-muted">{repScreenSays('nothing needs you')}</p>
      )}
      <ul class="is-stack is-flush">
        {shown.map((item) => (
          <ItemRow
            key={item.ref.id}
            item={item}
            now={now}
            action={causeActionSays.any(item.status.cause, {}) || repScreenSays('open')}
            onPress={() => onOpen(item)}
          />
        ))}
      </ul>
      {overview.needsYouCount > shown.length && (
        <Button look="link" onPress={onAll}>
          {repScreenSays('all n', { n: overview.needsYouCount })}
        </Button>
      )}
    </section>
  );
}
