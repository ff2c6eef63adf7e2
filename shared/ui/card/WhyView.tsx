/** "Why?": the planner's own answer, rule by rule, the deciding one last and strong (STA2). */
import type { CauseCode, Instant } from '../../core/model';
import type { Card, WhyStep } from '../../device/device';
import { StatusIcon } from '../icons/Icon';
import { Button } from '../parts/Button';
import { Say } from '../parts/Say';
import { toneOf } from '../status';
import { cardSays } from '../texts/card';
import { passesSays, repSays } from '../texts/causes';
import { holesFrom } from '../texts/facts';
import { fieldLabel } from '../texts/fields';
import { shownStatus } from './buttons';
import type { View } from './ItemCard';

const stepPieces = (step: WhyStep, kind: Card['kind'], now: Instant) => {
  const holes = holesFrom(step.facts, now, { kind, label: fieldLabel });
  const rule = step.rule as CauseCode;
  if (!passesSays.has(rule)) return [{ text: rule, strong: false, value: true }];
  return step.result === 'passes' ? passesSays.anyPieces(rule, holes) : repSays.anyPieces(rule, holes);
};

export function WhyView({ card, now, show }: { card: Card; now: Instant; show: (view: View) => void }) {
  const kind = shownStatus(card).kind;
  const steps: readonly WhyStep[] =
    card.why.length > 0 ? card.why : [{ rule: card.status.cause, facts: card.status.facts, result: 'decides' }];
  return (
    <>
      <div class="is-card-body">
        <ol class="is-why">
          {steps.map((step, at) => {
            const decides = step.result === 'decides';
            const shown = decides ? kind : 'in step';
            const text = <Say pieces={stepPieces(step, card.kind, now)} />;
            return (
              <li key={at}>
                <span class={`is-tone is-t-${toneOf(shown)}`}>
                  <StatusIcon kind={shown} size={14} />
                </span>
                <span>{decides && kind !== 'in step' ? <b>{text}</b> : text}</span>
              </li>
            );
          })}
        </ol>
      </div>
      <footer>
        <Button look="ghost" onPress={() => show({ at: 'status' })}>
          {cardSays('back')}
        </Button>
      </footer>
    </>
  );
}
