/** The result as text. */
import { exponent, type Figure, type Timed } from './figures';
import { goalLines, goals, part } from './goals';
import type { PageWork } from './hostPages';
import type { Phase } from './overHttp';
import type { Wake } from './worker';

export interface Result {
  readonly machine: string;
  readonly contacts: number;
  readonly events: number;
  readonly rounds: number;
  readonly node: readonly Figure[];
  readonly chromium: readonly Figure[];
  readonly growth: readonly { readonly n: number; readonly phases: readonly Timed[] }[];
  readonly overHttp: readonly Phase[];
  readonly simulationsPerSecond: number;
  readonly gzip: Readonly<Record<string, number>> | null;
  /** Null: Chromium is missing, or was left out. */
  readonly pages: readonly PageWork[] | null;
  readonly wake: Wake | null;
  readonly notRun: readonly string[];
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index < 2 ? cell.padEnd(index === 0 ? 22 : 18) : cell.padStart(11))).join('');

const ratio = (value: number | null): string => (value === null ? '' : part(value));

const figures = (title: string, all: readonly Figure[]): string[] =>
  all.length === 0
    ? []
    : [
        '',
        title,
        line(['who', 'phase', 'CPU ms', 'wall ms', 'RSS MB', 'peak +MB', 'kept +MB', 'ours : it']),
        ...all.map((one) =>
          line([
            ...[one.who, one.phase, (one.cpu * 1000).toFixed(1), (one.wall * 1000).toFixed(1)],
            ...[one.rssMb, one.peakMb, one.keptMb].map((mb) => (mb ? mb.toFixed(0) : '')),
            ratio(one.ratio),
          ]),
        ),
      ];

function growth(all: Result['growth']): string[] {
  const [small, large] = all;
  if (!small || !large) return [];
  const times = large.n / small.n;
  return [
    '',
    `Growth, ${small.n} to ${large.n} contacts with a fifth as many events (CPU; exponent 1 is in proportion; changed: one in a hundred):`,
    ...large.phases.flatMap(({ phase, cpu, rssMb }) => {
      const before = small.phases.find((one) => one.phase === phase);
      if (!before) return [];
      const of = `${(before.cpu * 1000).toFixed(1)} → ${(cpu * 1000).toFixed(1)} ms`;
      return [`  ${phase.padEnd(10)} ${of.padEnd(28)} ${exponent(before.cpu, cpu, times).toFixed(2)}   RSS ${(rssMb ?? 0).toFixed(0)} MB`];
    }),
  ];
}

const ofPages = (pages: Result['pages'], wake: Result['wake']): string[] => [
  ...(pages
    ? [
        '',
        'A calendar page in Chromium, main thread, ms of CPU with painting; ours and the floor beside the page’s own:',
        line(['work', '', 'page', 'ours', 'script', 'style', 'layout', 'floor', 'of page', 'of floor']),
        ...pages.map((one) =>
          line([
            ...[one.work, ''],
            ...[one.page, one.ours, one.script, one.style, one.layout, one.floor].map((value) => value.toFixed(1)),
            ...[part(one.ofPage), one.ofFloor.toFixed(2)],
          ]),
        ),
      ]
    : []),
  ...(wake
    ? [
        '',
        `A stopped worker answers a host page from its ledger in ${wake.ours.toFixed(1)} ms, an empty one in ${wake.empty.toFixed(1)}: ${wake.ratio.toFixed(2)} (running: ${wake.running.toFixed(1)}).`,
      ]
    : []),
];

export function tableOf(result: Result): string {
  const { machine, contacts, events, rounds } = result;
  return [
    `${contacts} contacts and ${events} events, ${rounds} rounds, medians; "ours : it" is the median of the rounds' ratios of CPU. ${machine}.`,
    ...figures('Node, both sides in the process:', result.node),
    ...figures('Chromium, IndexedDB, CPU of all its processes:', result.chromium),
    ...growth(result.growth),
    '',
    'Through the real adapters over HTTP (counted; stand-ins in a process of their own):',
    line(['phase', '', 'Salesforce', 'Graph', 'writes', 'CPU ms']),
    ...result.overHttp.map((one) =>
      line([
        ...[one.phase, '', String(one.requests.salesforce), String(one.requests.microsoft), String(one.writes)],
        (one.cpu * 1000).toFixed(0),
      ]),
    ),
    ...ofPages(result.pages, result.wake),
    '',
    `Simulated lives a second: ${result.simulationsPerSecond}.`,
    ...(result.gzip ? ['', 'Bytes, gzip:', ...Object.entries(result.gzip).map(([name, bytes]) => `  ${name.padEnd(30)} ${bytes}`)] : []),
    '',
    'Goals:',
    ...goalLines(goals(result)),
    '',
    `Not run: ${result.notRun.join('; ')}.`,
    '',
  ].join('\n');
}
