/** The script of Google Calendar. Hovercards inside ask this page to show their cards. */
import { begin } from '../begin';
import { around } from '../hovercard/around';
import { calendar } from '.';

begin(calendar, { anchorForFrame: around });
