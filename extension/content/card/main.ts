/** The second script of a host page, loaded when its first badge is pressed: what opens, places and closes cards. */
import { slot } from '../slot';
import { cards } from './cards';
import { frameAnchor } from './frameAnchor';

slot().cards ??= { ...cards(), frameAnchor };
