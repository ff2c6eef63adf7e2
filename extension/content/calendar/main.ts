/** The script of Google Calendar. */
import { begin } from '../begin';
import { calendar } from '.';

begin(calendar);
