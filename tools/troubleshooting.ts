/** Writes docs/troubleshooting.md from the texts' catalogue, so that page and screens never say different things: `npx tsx tools/troubleshooting.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { causes } from '../shared/core/causes';
import { statusOrder, wordOf } from '../shared/ui/status';
import { adminCauseSays, titleSays } from '../shared/ui/texts/causes/admin';
import { causeActionSays, headlineSays, repSays } from '../shared/ui/texts/causes/index';
import { usualStatus } from '../shared/ui/texts/causes/kinds';

export function troubleshooting(): string {
  const sections = statusOrder.map((status) => {
    const own = causes.filter((cause) => usualStatus(cause) === status);
    return [`## ${wordOf(status)}`, '', ...own.flatMap(entry)].join('\n');
  });
  return [
    '# Troubleshooting',
    '',
    'Every cause that Instep can show, by status. The name in `code` stands in notes, reports and logs.',
    'Written by `npx tsx tools/troubleshooting.ts` from `shared/ui/texts`: change the sentences there.',
    '',
    ...sections,
  ].join('\n');
}

function entry(cause: (typeof causes)[number]): string[] {
  const holes = { kind: 'contact' };
  const action = causeActionSays.any(cause, {});
  return [
    `### ${titleSays(cause)}`,
    '',
    `\`${cause}\``,
    '',
    `- The card says: **${headlineSays.any(cause, holes)}.** ${repSays.any(cause, holes)}`,
    `- For the admin: ${adminCauseSays.any(cause, holes)}`,
    `- What changes it: ${action === '' ? 'nothing needs to be done.' : `the button “${action}”.`}`,
    '',
  ];
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] === here) writeFileSync(fileURLToPath(new URL('../docs/troubleshooting.md', import.meta.url)), troubleshooting());
