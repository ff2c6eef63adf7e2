/**
 * The card is pressed only by somebody who sees it. The page around its frame cannot look in, but it can lay something over it, or lead a
 * double press to where a card is about to open (SEC4). While the browser says that something lies over it, presses are not taken; keys are,
 * for they go where the focus is seen to be.
 */
import { cardSays } from '../../shared/ui/texts/card';
import type { Timing } from '../../shared/ui/timing';

/** Long enough for a card that is only just being put in its place. */
const patience = 1500;

/** Chrome and Edge can say whether an element is in fact seen; where a browser cannot, the frame's place in the top layer is what there is. */
const canTell = 'isVisible' in IntersectionObserverEntry.prototype;

function hint(): HTMLElement {
  const text = document.createElement('p');
  text.className = 'covered';
  text.setAttribute('role', 'status');
  text.textContent = cardSays('covered');
  return text;
}

/** Takes presses away from the card while it is covered, and says why when that lasts. */
function whileCovered(card: HTMLElement, { after }: Timing): void {
  const note = hint();
  let off: () => void = () => undefined;
  const turn = (covered: boolean) => {
    document.documentElement.toggleAttribute('data-covered', covered);
    off();
    if (covered) off = after(patience, () => card.prepend(note));
    else note.remove();
  };
  turn(true);
  // `trackVisibility`: also what other documents lay over this frame, fade or turn.
  const ways: IntersectionObserverInit & { trackVisibility: true; delay: number } = { trackVisibility: true, delay: 100 };
  const look = (seen: readonly IntersectionObserverEntry[]) => {
    const { isVisible } = seen.at(-1) as IntersectionObserverEntry & { readonly isVisible: boolean };
    turn(!isVisible);
  };
  new IntersectionObserver(look, ways).observe(card);
}

/** A double press whose first half was not on the card was not meant for it. */
function firstPressOnly(): void {
  let begunHere = false;
  const take = (event: MouseEvent) => {
    if (event.detail <= 1) begunHere = true;
    else if (!begunHere) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  window.addEventListener('click', take, true);
}

export function onlyWhenSeen(card: HTMLElement, timing: Timing): void {
  firstPressOnly();
  if (canTell) whileCovered(card, timing);
}
