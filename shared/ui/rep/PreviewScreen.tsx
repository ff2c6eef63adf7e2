/** What the first sync will do, in numbers per kind; nothing has been changed yet (STA5). */
import { useState } from 'preact/hooks';
import type { Instant, Kind, Provider } from '../../core/model';
import type { ListedItem, Preview, PreviewCounts } from '../../device/device';
import { headlineOf } from '../card/words';
import { Button } from '../parts/Button';
import { Name } from '../parts/Say';
import { Note } from '../parts/states';
import { useDoing } from '../parts/useDoing';
import { repScreenSays } from '../texts/rep';
import { number } from '../texts/times';
import { StepHead } from './StepHead';

interface Props {
  readonly preview: Preview;
  readonly provider: Provider;
  readonly now: Instant;
  readonly onStart: () => Promise<void>;
  readonly onNotNow: () => void;
}

const lines = [
  'pairs',
  'createInCrm',
  'createInMailbox',
  'updateInCrm',
  'updateInMailbox',
  'removeInCrm',
  'removeInMailbox',
  'doubtful',
  'keptOut',
] as const satisfies readonly (keyof PreviewCounts)[];

export function PreviewScreen({ preview, provider, now, onStart, onNotNow }: Props) {
  const doing = useDoing();
  return (
    <div class="is-root is-first">
      <StepHead step={3} title={repScreenSays('preview title')}>
        {repScreenSays('nothing changed')}
      </StepHead>
      {(['contact', 'event'] as const).map((kind) => (
        <KindPreview key={kind} kind={kind} preview={preview} provider={provider} now={now} />
      ))}
      {preview.unreadable.length > 0 && <Note tone="quiet">{repScreenSays('preview unreadable', { n: preview.unreadable.length })}</Note>}
      <Note kind="in step">{repScreenSays('preview safe')}</Note>
      {doing.failed && <p role="alert">{repScreenSays('did not work')}</p>}
      <footer class="is-first-foot">
        <Button look="main" busy={doing.busy} onPress={() => void doing.run(onStart)}>
          {repScreenSays('start')}
        </Button>
        <Button onPress={onNotNow}>{repScreenSays('not now')}</Button>
      </footer>
    </div>
  );
}

function KindPreview({ kind, preview, provider, now }: { kind: Kind; preview: Preview; provider: Provider; now: Instant }) {
  const counts = kind === 'contact' ? preview.contacts : preview.events;
  const told = lines.filter((line) => counts[line] > 0);
  const listOf = (line: (typeof lines)[number]): readonly ListedItem[] =>
    line === 'doubtful' || line === 'keptOut' ? preview[line].filter(({ ref }) => ref.kind === kind) : [];
  return (
    <section>
      <h2 class="is-small is-lab is-muted">{repScreenSays(kind === 'contact' ? 'contacts' : 'events')}</h2>
      {told.length === 0 && <p class="is-muted">{repScreenSays('preview nothing')}</p>}
      <ul class="is-sum">
        {told.map((line) => (
          <li key={line}>
            <b class="is-num">{number(counts[line])}</b>
            <div>
              {repScreenSays.any(`preview ${line}`, { n: counts[line], provider })}
              <Listed items={listOf(line)} now={now} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Listed({ items, now }: { items: readonly ListedItem[]; now: Instant }) {
  const [open, setOpen] = useState(false);
  if (items.length === 0) return null;
  return (
    <div>
      <Button look="link" expanded={open} onPress={() => setOpen(!open)}>
        {repScreenSays(open ? 'hide list' : 'look at them')}
      </Button>
      {open && (
        <ul class="is-small">
          {items.map((item) => (
            <li key={item.ref.id}>
              <Name>{item.name}</Name> <span class="is-muted">{headlineOf(item.status, item.ref.kind, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
