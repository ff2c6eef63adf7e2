/** The background's half of `handed/`: the badges' data modules, bundled once, told to a content script in the rep's language. */
import { languageOf } from '../../shared/ui/texts/catalogue';
import { languageIn } from '../handed/modules';

const modules = import.meta.glob<Record<string, unknown>>(
  ['../../shared/ui/texts/badge/{en,de,reasons.en,reasons.de}.ts', '../../shared/ui/icons/status.ts'],
  { eager: true },
);
const styles = import.meta.glob<string>(['../../shared/ui/css/badge.css', '../../shared/ui/tones.css'], {
  eager: true,
  query: '?inline',
  import: 'default',
});

const pathOf = (file: string): string => file.replace('../../shared/ui/', '').replace(/\.ts$/, '');

/** By `path name`, as content scripts ask for it: the language spoken, and English behind it. */
export function handOver(languages: readonly string[]): Readonly<Record<string, unknown>> {
  const { language } = languageOf(languages);
  const given: Record<string, unknown> = {};
  for (const [file, exported] of Object.entries(modules)) {
    const spoken = languageIn(pathOf(file));
    if (spoken !== null && spoken !== 'en' && spoken !== language) continue;
    for (const [name, value] of Object.entries(exported)) given[`${pathOf(file)} ${name}`] = value;
  }
  for (const [file, css] of Object.entries(styles)) given[`${pathOf(file)} default`] = css;
  return given;
}
