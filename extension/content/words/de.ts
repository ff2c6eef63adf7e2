/** The German sentences of the badges, over the English ones: their script has gone before. */
import { de } from '../../../shared/ui/texts/badge/de';
import { reasons } from '../../../shared/ui/texts/badge/reasons.de';
import { fill } from '../handed';

fill({ 'texts/badge/en en': de, 'texts/badge/reasons.en reasons': reasons });
