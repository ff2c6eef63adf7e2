/** Every screen and state that the gallery can show. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StatusKind } from '../../../shared/core/model';
import { type BadgePlace, createBadge } from '../../../shared/ui/badge';
import { ItemCard } from '../../../shared/ui/card/ItemCard';
import { PreviewScreen } from '../../../shared/ui/rep/PreviewScreen';
import { statusOrder, wordOf } from '../../../shared/ui/status';
import { callsOf } from '../../../shared/ui/store';
import type { usualStatus } from '../../../shared/ui/texts/causes/kinds';
import { adminScreens } from './adminScreens';
import { fakeDevice } from './fakeDevice';
import { repScreens } from './repScreens';
import { cards, now, preview, status } from './world';

const around = { copy: async () => undefined, close: () => undefined };

const oneCard = (name: string) => {
  const card = cards[name];
  if (!card) return <p>{name}</p>;
  const device = fakeDevice({ card: () => card });
  return <ItemCard card={card} calls={callsOf(device, card.target, around)} />;
};

const usualCause = {
  'in step': 'in step',
  waiting: 'throttled',
  'kept out': 'kept out by you',
  'not in salesforce': 'not in salesforce',
  'needs you': 'several matches',
  failed: 'required field missing',
  'sign in': 'signed out',
  'not set up': 'no configuration',
  asleep: 'asleep',
} as const satisfies Record<StatusKind, Parameters<typeof usualStatus>[0]>;
const places: readonly BadgePlace[] = ['line', 'hovercard', 'chip', 'small chip', 'bubble', 'edit page'];

function BadgeAt({ kind, place }: { kind: StatusKind; place: BadgePlace }) {
  const at = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
    const badge = createBadge(document, {
      kind: 'contact',
      for: 'jonas.brandt@haldenmarine.example',
      place,
      theme,
      now: () => now,
      state: {
        target: { by: 'email', email: 'jonas@brandt.example' },
        stamp: kind,
        status: status(kind, usualCause[kind], {
          until: now + 1_200_000,
          facts: { system: 'salesforce', n: 2, since: now - 400_000_000, date: now - 86_400_000 * 17 },
        }),
        name: 'Jonas Brandt',
        kind: 'contact',
      },
    });
    badge.setTabStop(true);
    badge.element.addEventListener('click', () => {
      document.body.dataset.opened = String(Number(document.body.dataset.opened ?? 0) + 1);
    });
    at.current?.append(badge.element);
    return () => badge.element.remove();
  }, [kind, place]);
  return <span ref={at} class={place === 'chip' ? 'g-chip' : place === 'small chip' ? 'g-chip small' : ''} />;
}

export const screens: Record<string, () => JSX.Element | Promise<JSX.Element>> = {
  badges: () => (
    <section class="g-badges is-root is-table-wrap" aria-label="Ƀ">
      <h1 class="is-sr">Ƀ</h1>
      <table>
        {statusOrder.map((kind) => (
          <tr key={kind}>
            <th scope="row">{wordOf(kind)}</th>
            {places.map((place) => (
              <td key={place}>
                <BadgeAt kind={kind} place={place} />
              </td>
            ))}
          </tr>
        ))}
      </table>
    </section>
  ),
  cards: () => (
    <div class="g-cards">
      <h1 class="is-sr">Ƈ</h1>
      {Object.keys(cards).map((name) => (
        <div key={name}>{oneCard(name)}</div>
      ))}
    </div>
  ),
  ...Object.fromEntries(Object.keys(cards).map((name) => [`card ${name}`, () => <div class="g-one">{oneCard(name)}</div>])),
  ...repScreens,
  ...adminScreens,
  'first preview': () => (
    <div class="g-pane">
      <div class="is-root">
        <PreviewScreen preview={preview} provider="microsoft" now={now} onStart={async () => undefined} onNotNow={() => undefined} />
      </div>
    </div>
  ),
};
