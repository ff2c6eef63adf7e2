/**
 * The background's half of `handed/`: which scripts bring a frame what the badges need, in the rep's language. They are files of the
 * package, so that the background itself carries no sentence.
 */
import { languageOf } from '../../shared/ui/texts/catalogue';

/** English stands behind every other language. */
export function wordFiles(languages: readonly string[]): readonly string[] {
  const { language } = languageOf(languages);
  return [...new Set(['en', language])].map((one) => `content/words/${one}.js`);
}
