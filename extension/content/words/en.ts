/** Drawings, styles and the English sentences of the badges, put into a frame when the first badge is about to be drawn there. */
import styles from '../../../shared/ui/css/badge.css?inline';
import { looks } from '../../../shared/ui/icons/looks';
import { en } from '../../../shared/ui/texts/badge/en';
import { reasons } from '../../../shared/ui/texts/badge/reasons.en';
import { fill } from '../handed';

fill({
  'css/badge.css default': styles,
  'icons/looks looks': looks,
  'texts/badge/en en': en,
  'texts/badge/reasons.en reasons': reasons,
});
