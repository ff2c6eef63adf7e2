/** The script of Gmail. Hovercards inside ask this page to show their cards. */
import { begin } from '../begin';
import { around } from '../hovercard/around';
import { gmail } from '.';

begin(gmail, { anchorForFrame: around });
