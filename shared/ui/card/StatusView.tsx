/** The card's first view: sentence, what is to be chosen, facts, buttons, foot. */
import { useState } from 'preact/hooks';
import type { Instant } from '../../core/model';
import type { Act, Card, Reach } from '../../device/device';
import { Button } from '../parts/Button';
import { leadsOut, Out, Say } from '../parts/Say';
import { systemOf } from '../status';
import { cardSays } from '../texts/card';
import { systemName } from '../texts/facts';
import type { Piece } from '../texts/template';
import { actOf, alsoStatus, buttonsOf, needsChoice, type Press, preselected, shownStatus } from './buttons';
import { CardFacts } from './CardFacts';
import type { CardCalls } from './calls';
import { Candidates, Remarks, Unrelated, Versions } from './content';
import type { View } from './ItemCard';
import { headlineOf, labelOf, noteForAdmin, sentenceOf } from './words';

interface Props {
  readonly card: Card;
  readonly calls: CardCalls;
  readonly now: Instant;
  readonly busy: boolean;
  readonly problem: readonly Piece[];
  readonly show: (view: View) => void;
  readonly onAct: (act: Act) => Promise<void>;
  readonly onKeepOut: (reach: Reach) => void;
  readonly onDuring: (what: () => Promise<void>) => Promise<void>;
}

export function StatusView(props: Props) {
  const { card, calls, now, busy, problem, show, onAct, onKeepOut, onDuring } = props;
  const status = shownStatus(card);
  const buttons = buttonsOf(card);
  const candidates = status.cause === 'account not matched' ? card.accounts : card.candidates;
  const [chosen, setChosen] = useState(preselected(candidates));
  const asksChoice = [buttons.main, ...buttons.plain].some((press) => press !== null && needsChoice(press));
  const also = alsoStatus(card);
  const system = status.facts.system === undefined ? systemOf(card.connection) : systemName(String(status.facts.system));

  const press = (what: Press) => {
    if (what === 'keep out') return onKeepOut('this');
    const act = actOf(what, chosen);
    if (act) return void onAct(act);
    const calling: Partial<Record<Press, () => Promise<void>>> = {
      'sign in': calls.signIn,
      reconnect: calls.reconnect,
      'go on': calls.goOn,
      'sync now': calls.syncNow,
      'copy note': async () => {
        await calls.copy(noteForAdmin(status, card.kind, card.recordUrl, now));
        show({ at: 'done', text: cardSays('done copied'), undo: '' });
      },
    };
    const call = calling[what];
    if (call) void onDuring(call);
  };
  const button = (what: Press, look: 'main' | 'plain') => (
    <Button
      key={what}
      look={look}
      busy={busy}
      cannot={needsChoice(what) && chosen === '' ? cardSays('choose first') : ''}
      onPress={() => press(what)}
    >
      {labelOf(what, card.kind, status, system)}
    </Button>
  );
  return (
    <>
      <div class="is-card-body">
        <p>
          <Say pieces={sentenceOf(status, card.kind, now)} />
        </p>
        {also && <p class="is-muted">{cardSays('also', { headline: headlineOf(also, card.kind, now) })}</p>}
        {asksChoice && candidates.length > 0 && (
          <Candidates of={candidates} account={status.cause === 'account not matched'} value={chosen} onChange={setChosen} />
        )}
        {(buttons.versions || status.cause === 'doubtful') && (
          <Versions card={card} status={status} system={system} busy={busy} onPress={press} buttons={buttons.versions} />
        )}
        <Remarks status={status} kind={card.kind} now={now} />
        <CardFacts card={card} now={now} />
        {status.kind === 'in step' && <Unrelated card={card} onRelate={(name) => show({ at: 'relate', name })} />}
        {problem.length > 0 && (
          <p role="alert">
            <Say pieces={problem} />
          </p>
        )}
        {(buttons.main || buttons.plain.length > 0) && (
          <div class="is-card-acts">
            {buttons.main && button(buttons.main, 'main')}
            {status.cause === 'account not matched' && (
              <Button look={buttons.main ? 'plain' : 'main'} busy={busy} onPress={() => show({ at: 'relate', name: '' })}>
                {cardSays('find account')}
              </Button>
            )}
            {buttons.plain.map((what) => button(what, 'plain'))}
            <Bulk card={card} busy={busy} onAct={onAct} onKeepOut={onKeepOut} />
          </div>
        )}
      </div>
      <footer>
        <Button look="ghost" onPress={() => show({ at: 'why' })}>
          {cardSays('why?')}
        </Button>
        <Button look="ghost" onPress={() => show({ at: 'history' })}>
          {cardSays('history n', { n: card.historyCount })}
        </Button>
        <span class="is-grow" />
        {leadsOut(card.recordUrl) && (
          <Out class="is-btn is-btn-ghost" href={card.recordUrl}>
            {cardSays('open record')}
          </Out>
        )}
      </footer>
    </>
  );
}

/** Bulk, of an item that is kept out: its whole domain or series, both ways (EXC3). */
function Bulk({ card, busy, onAct, onKeepOut }: Pick<Props, 'card' | 'busy' | 'onAct' | 'onKeepOut'>) {
  if (shownStatus(card).cause !== 'kept out by you') return null;
  return (
    <>
      {card.seriesCount > 1 && (
        <Button busy={busy} onPress={() => void onAct({ do: 'bring back', reach: 'series' })}>
          {cardSays('bring back series')}
        </Button>
      )}
      {card.domain !== '' && card.domainCount > 1 && (
        <Button busy={busy} onPress={() => onKeepOut('domain')}>
          {cardSays('keep out all of', { domain: card.domain })}
        </Button>
      )}
    </>
  );
}
