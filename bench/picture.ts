/** The picture of the README: CPU of the four phases, ours and theirs, on a logarithmic scale. */
import type { Figure } from './figures';
import type { Result } from './table';

const phases = { initial: 'First sync', match: 'Own state lost', delta: '1 % changed on each side', nochange: 'Nothing changed' } as const;
const names: Readonly<Record<string, string>> = {
  instep: 'Instep',
  rxdb: 'RxDB',
  pouchdb: 'PouchDB',
  unison: 'Unison',
  vdirsyncer: 'vdirsyncer',
  floor: 'Floor',
};
const [left, width, bar] = [150, 420, 16];

const widthOf = (ms: number): number => Math.max(2, (Math.log10(Math.max(ms, 0.1) / 0.1) / 6) * width);
const told = (ms: number): string =>
  ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;

export function pictureOf({
  node,
  contacts,
  events,
  rounds,
  machine,
}: Pick<Result, 'node' | 'contacts' | 'events' | 'rounds' | 'machine'>): string {
  const parts: string[] = [];
  let y = 34;
  for (const [phase, title] of Object.entries(phases)) {
    const shown = node.filter((one): one is Figure => one.phase === phase && one.who in names);
    if (shown.length === 0) continue;
    parts.push(`<text x="8" y="${y}" class="t">${title}</text>`);
    y += 8;
    for (const { who, cpu } of shown) {
      const ms = cpu * 1000;
      parts.push(
        `<text x="${left - 8}" y="${y + 12}" text-anchor="end">${names[who]}</text>`,
        `<rect x="${left}" y="${y}" width="${widthOf(ms).toFixed(1)}" height="${bar - 3}" class="${who === 'instep' ? 'o' : 'r'}"/>`,
        `<text x="${(left + widthOf(ms) + 6).toFixed(1)}" y="${y + 12}">${told(ms)}</text>`,
      );
      y += bar;
    }
    y += 24;
  }
  const about = [`Processor time, ${contacts} contacts and ${events} events, median of ${rounds} rounds, logarithmic.`, `${machine}.`];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 ${y + 22}" role="img" aria-label="${about.join(' ')}">
<style>text{font:12px system-ui,sans-serif;fill:#888}.t{font-weight:600}.o{fill:#0b6cbf}.r{fill:#999}</style>
${parts.join('\n')}
<text x="8" y="${y}">${about[0]}</text>
<text x="8" y="${y + 16}">${about[1]}</text>
</svg>
`;
}
