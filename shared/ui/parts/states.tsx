/** Loading, empty, failed, noted, progressing: the same everywhere (DESIGN section 8). */
import type { ComponentChildren } from 'preact';
import type { StatusKind } from '../../core/model';
import { Icon, StatusIcon } from '../icons/Icon';
import { type Tone, toneOf } from '../status';
import { cardSays } from '../texts/card';
import { Button } from './Button';

/** Grey lines in the shape of the content; old values stay instead wherever there are any. */
export const Loading = ({ lines = 4 }: { lines?: number }) => (
  <div class="is-lines" aria-busy="true" role="status" aria-label={cardSays('loading')}>
    {Array.from({ length: lines }, (_, at) => (
      <i key={at} />
    ))}
  </div>
);

export const Note = ({ tone, kind, children, alert }: { tone?: Tone; kind?: StatusKind; children: ComponentChildren; alert?: boolean }) => (
  <div class={`is-note is-t-${tone ?? (kind ? toneOf(kind) : 'info')}`} role={alert ? 'alert' : undefined}>
    {kind ? <StatusIcon kind={kind} /> : <Icon name="info" />}
    <div>{children}</div>
  </div>
);

/** What could not be loaded, and the way to try again; the rest of the screen stays. */
export const NotLoaded = ({ onAgain, what }: { onAgain: () => void; what?: string }) => (
  <Note kind="failed">
    <div class="is-row">
      <span class="is-grow">{what ?? cardSays('not loaded')}</span>
      <Button small onPress={onAgain}>
        {cardSays('try again')}
      </Button>
    </div>
  </Note>
);

export const Empty = ({ children, action }: { children: ComponentChildren; action?: ComponentChildren }) => (
  <div class="is-col" style={{ paddingBlock: '12px' }}>
    <p class="is-muted">{children}</p>
    {action && <div class="is-row">{action}</div>}
  </div>
);

/** A bar with its text: "318 of 1,241". Total 0: not known yet, so no bar is guessed. */
export const Bar = ({ label, done, total, text }: { label: string; done: number; total: number; text: string }) => (
  <div
    class="is-bar"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={total || undefined}
    aria-valuenow={total === 0 ? undefined : done}
    aria-valuetext={text}
  >
    <i style={{ inlineSize: total === 0 ? '0' : `${Math.min(100, (100 * done) / total)}%` }} />
  </div>
);

export const Facts = ({ facts }: { facts: readonly { readonly name: string; readonly value: ComponentChildren }[] }) =>
  facts.length === 0 ? null : (
    <dl class="is-kv">
      {facts.map(({ name, value }) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
