/** The script of Gmail. */
import { begin } from '../begin';
import { gmail } from '.';

begin(gmail);
