/** The script of Google Contacts. */
import { begin } from '../begin';
import { contacts } from '.';

begin(contacts);
