/** Drawings, styles and the English sentences of the badges, put into a frame when the first badge is about to be drawn there. */
import styles from '../../../shared/ui/css/badge.css?inline';
import { statusDrawings } from '../../../shared/ui/icons/status';
import { en } from '../../../shared/ui/texts/badge/en';
import { reasons } from '../../../shared/ui/texts/badge/reasons.en';
import tones from '../../../shared/ui/tones.css?inline';
import { fill } from '../handed';

fill({
  'css/badge.css default': styles,
  'icons/status statusDrawings': statusDrawings,
  'texts/badge/en en': en,
  'texts/badge/reasons.en reasons': reasons,
  'tones.css default': tones,
});
