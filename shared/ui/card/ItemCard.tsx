/** The card of one item: what is so, why, and the one click that changes it (SUR1 to SUR5, EXC1, STA2). Values and callbacks only. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Act, ActResult, Card, Reach } from '../../device/device';
import { IconButton } from '../parts/Button';
import { Name, Say } from '../parts/Say';
import { StatusDisc } from '../StatusBadge';
import { slugOf, toneOf } from '../status';
import { cardSays } from '../texts/card';
import type { Piece } from '../texts/template';
import { useNow, useTiming } from '../timing';
import { shownStatus } from './buttons';
import type { CardCalls } from './calls';
import { DoneView } from './DoneView';
import { HistoryView } from './HistoryView';
import { KeepOutView } from './KeepOutView';
import { RelateView } from './RelateView';
import { StatusView } from './StatusView';
import { WhyView } from './WhyView';
import { doneText, headlineOf, refusal } from './words';

export type View =
  | { readonly at: 'status' }
  | { readonly at: 'why' }
  | { readonly at: 'history' }
  | { readonly at: 'keep out'; readonly reach: Reach }
  | { readonly at: 'relate'; readonly name: string }
  | { readonly at: 'done'; readonly text: string; readonly undo: string };

export interface ItemCardProps {
  readonly card: Card;
  readonly calls: CardCalls;
  /** Floating over a page: takes the focus, has a close button. Inline: a part of a pane. */
  readonly as?: 'floating' | 'inline';
}

/** How long "Kept out. Undo" stays before the card shows the new state (DESIGN section 6); the history keeps Undo. */
const doneFor = 10_000;

export function ItemCard({ card, calls, as = 'floating' }: ItemCardProps) {
  const now = useNow();
  const timing = useTiming();
  const [view, setView] = useState<View>({ at: 'status' });
  const [problem, setProblem] = useState<readonly Piece[]>([]);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(as === 'floating');
  const show = (next: View) => {
    moved.current = true;
    setProblem([]);
    setView(next);
  };

  useEffect(() => {
    if (moved.current) head.current?.focus();
  }, [view.at]);
  const fade = () => {
    // By itself it takes the focus from nobody: whoever has gone on to something else stays there.
    moved.current = box.current?.contains(document.activeElement) === true;
    setView({ at: 'status' });
  };
  useEffect(() => (view.at === 'done' ? timing.after(doneFor, fade) : undefined), [timing, view]);

  const answered = (act: Act, result: ActResult) => {
    if (result.ok) show({ at: 'done', text: doneText(act, result), undo: result.undo });
    else setProblem(refusal(result, card.kind, now));
  };
  /** One act at a time; a device that does not answer is said, not swallowed. */
  const during = async (what: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem([]);
    await what().catch(() => setProblem(cardSays.pieces('did not work at all')));
    setBusy(false);
  };
  const act = (what: Act) => during(async () => answered(what, await calls.act(what)));
  const undo = (what: { token: string } | { entry: string }) =>
    during(async () => {
      const { undone, refused } = await calls.undo(what);
      const reason = refused[0] ? headlineOf({ ...card.status, cause: refused[0].cause, facts: {} }, card.kind, now) : '';
      show({
        at: 'done',
        text: reason && undone === 0 ? cardSays('not undone', { reason }) : cardSays('done undo', { n: undone }),
        undo: '',
      });
    });
  const keepOut = (reach: Reach) => {
    const asks = card.recordUrl !== '' || card.recordName !== '' || reach !== 'this';
    if (asks) show({ at: 'keep out', reach });
    else void act({ do: 'keep out', record: 'keep', reach });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (calls.close) return calls.close();
      if (view.at === 'status') return;
      // Leads out of what was opened here, and no further.
      event.stopPropagation();
      return show({ at: 'status' });
    }
    const typing =
      event.target instanceof HTMLElement && event.target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'w') show({ at: 'why' });
    else if (key === 'h') show({ at: 'history' });
    else if (key === 'k' && shownStatus(card).actions.includes('keep out')) keepOut('this');
    else if (key === 'z' && view.at === 'done' && view.undo !== '') void undo({ token: view.undo });
    else return;
    event.preventDefault();
  };

  const status = shownStatus(card);
  const shared = { card, calls, now, busy, show };
  const titles: Readonly<Record<View['at'], string>> = {
    status: headlineOf(status, card.kind, now),
    done: headlineOf(status, card.kind, now),
    why: cardSays('why', { status: slugOf(status.kind) }),
    history: cardSays('history'),
    'keep out': cardSays('keep out?'),
    relate: cardSays('relate title'),
  };
  const title = titles[view.at];
  return (
    <section
      ref={box}
      class={`is-root is-card is-card-${as} is-t-${toneOf(view.at === 'keep out' ? 'kept out' : status.kind)}`}
      role={as === 'floating' ? 'dialog' : 'group'}
      aria-label={title}
      onKeyDown={onKey}
    >
      <header>
        <StatusDisc kind={view.at === 'keep out' ? 'kept out' : status.kind} />
        <div class="is-card-head">
          <h2 tabIndex={-1} ref={head}>
            {title}
          </h2>
          <p class="is-card-who is-clip">
            <Say pieces={cardSays.pieces('who', { name: card.name, kind: card.kind })} />
          </p>
        </div>
        {calls.close && <IconButton icon="close" label={cardSays('close')} onPress={calls.close} />}
      </header>
      <p class="is-sr" role="status">
        {view.at === 'done' ? view.text : ''}
      </p>
      {view.at === 'status' && <StatusView {...shared} problem={problem} onAct={act} onKeepOut={keepOut} onDuring={during} />}
      {view.at === 'done' && <DoneView {...shared} text={view.text} undo={view.undo} onUndo={undo} />}
      {view.at === 'why' && <WhyView {...shared} />}
      {view.at === 'history' && <HistoryView {...shared} onUndo={undo} />}
      {view.at === 'keep out' && <KeepOutView {...shared} reach={view.reach} problem={problem} onAct={act} />}
      {view.at === 'relate' && <RelateView {...shared} name={view.name} problem={problem} onAct={act} />}
    </section>
  );
}

export const CardName = ({ card }: { card: Card }) => <Name>{card.name}</Name>;
