/** The script of a hovercard's frame. It is too small for a card: the page around it shows it, where that page is one of ours. */
import { begin } from '../begin';
import { send } from '../messages';
import { hovercard } from './name';

begin(hovercard, { openElsewhere: (target) => send('cardAround', target) });
