/** What was set out to be reached, and what was: the table of the README. */
import { exponent, type Figure } from './figures';
import type { Result } from './table';

export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly reached: string;
  /** Null: not measured in this run. */
  readonly ok: boolean | null;
}

/** 0.125 is 1/8, 0.4 is 1/2.5. */
export const part = (value: number): string =>
  value > 0.67 || value <= 0 ? value.toFixed(2) : `1/${value < 0.095 ? Math.round(1 / value) : Math.round(10 / value) / 10}`;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

type Show = (value: number) => string;
function atMost(what: string, value: number | null | undefined, limit: number, show: Show = part): Goal {
  const known = typeof value === 'number' && Number.isFinite(value);
  return { what, goal: `at most ${show(limit)}`, reached: known ? show(value) : 'not measured', ok: known ? value <= limit : null };
}

const find = (all: readonly Figure[], who: string, phase: string): Figure | undefined =>
  all.find((one) => one.who === who && one.phase === phase);

/** Processor time, ours in parts of theirs. */
const against = (all: readonly Figure[], where: string, phase: string, said: string, limits: Readonly<Record<string, number>>): Goal[] =>
  Object.entries(limits).map(([who, limit]) => atMost(`${said}, CPU, of ${who}'s${where}`, find(all, who, phase)?.ratio, limit));

function memory(all: readonly Figure[]): Goal[] {
  const [ours, theirs] = [find(all, 'instep', 'initial'), find(all, 'rxdb', 'initial')];
  const of = (pick: (one: Figure) => number): number | null => (ours && theirs && pick(theirs) > 0 ? pick(ours) / pick(theirs) : null);
  return [
    atMost(
      'First sync, heap at its peak, of rxdb’s',
      of(({ peakMb }) => peakMb),
      1 / 2,
    ),
    atMost(
      'First sync, heap kept, of rxdb’s',
      of(({ keptMb }) => keptMb),
      1 / 4,
    ),
  ];
}

function growth([small, large]: Result['growth']): Goal[] {
  const cpu = (at: typeof small, phase: string): number | undefined => at?.phases.find((one) => one.phase === phase)?.cpu;
  const of = (phase: string): number | null => {
    const [a, b] = [cpu(small, phase), cpu(large, phase)];
    return a && b && small && large ? exponent(a, b, large.n / small.n) : null;
  };
  const plain: Show = (value) => value.toFixed(2);
  const idle = (at: typeof small) =>
    atMost(`Nothing changed, ${at?.n ?? '?'} contacts, engine's CPU`, (cpu(at, 'nochange') ?? Number.NaN) * 1000, 2, ms);
  return [
    ...[idle(small), idle(large)],
    atMost('Growth of a first sync (exponent)', of('initial'), 1.05, plain),
    atMost('Growth of matching anew (exponent)', of('match'), 1.05, plain),
  ];
}

function wire(phases: Result['overHttp']): Goal[] {
  const idle = phases.find(({ phase }) => phase === 'no change');
  const asked = idle && idle.requests.salesforce + idle.requests.microsoft;
  const plain: Show = (value) => String(value);
  return [
    atMost('Nothing changed, requests to Graph and Salesforce', asked, 2, plain),
    atMost('Nothing changed, writes', idle?.writes, 0, plain),
  ];
}

function badges({ pages, wake }: Result): Goal[] {
  const [chips, others] = pages ?? [];
  return [
    atMost('1,000 chips, main thread with painting', chips?.ours, 100, ms),
    // 100 ms is a goal of the machine on which the page itself takes 100.
    atMost('1,000 chips, main thread, for 100 ms of the page’s own', chips && chips.ofPage * 100, 100, ms),
    atMost('1,000 chips, of the page’s own drawing', chips?.ofPage, 1 / 5),
    atMost('1,000 chips, of the floor (an open element each)', chips?.ofFloor, 1.3),
    atMost('10,000 other changes, main thread', others?.ours, 50, ms),
    atMost('10,000 other changes, of the page’s own time', others?.ofPage, 1 / 10),
    atMost('Stopped worker to first answer from the ledger, of an empty worker’s', wake?.ratio, 1.5),
  ];
}

const limits: readonly [RegExp, number][] = [
  [/^worker$/, 45_000],
  [/^badges /, 10_000],
  [/^page /, 45_000],
];
const bytes = (gzip: Result['gzip']): Goal[] =>
  Object.entries(gzip ?? {}).flatMap(([name, size]) => {
    const limit = limits.find(([pattern]) => pattern.test(name))?.[1];
    return limit ? [atMost(`gzip, ${name}`, size, limit, kB)] : [];
  });

/** Wall in Chromium, where the store is what is waited for. */
const waited = (all: readonly Figure[], who: string, limit: number): Goal => {
  const [ours, theirs] = [find(all, 'instep', 'nochange'), find(all, who, 'nochange')];
  return atMost(`Nothing changed in Chromium, wall, of ${who}'s`, ours && theirs && ours.wall / theirs.wall, limit);
};

export const goals = (result: Result): Goal[] => [
  ...against(result.node, '', 'initial', 'First sync', { vdirsyncer: 1 / 20, unison: 1 / 10, pouchdb: 1 / 5, rxdb: 1 / 2 }),
  ...against(result.chromium, ' in Chromium', 'initial', 'First sync', { rxdb: 1 / 40, pouchdb: 1 / 30 }),
  ...against(result.node, '', 'match', 'Own state lost', { vdirsyncer: 1 / 5 }),
  ...against(result.node, '', 'delta', '1 % changed', { rxdb: 1 / 8, pouchdb: 1 / 8, vdirsyncer: 1 / 150 }),
  ...[waited(result.chromium, 'pouchdb', 1 / 2), waited(result.chromium, 'rxdb', 1 / 100)],
  ...memory(result.node),
  ...growth(result.growth),
  ...wire(result.overHttp),
  ...badges(result),
  ...bytes(result.gzip),
];

const said = ({ ok }: Goal): string => (ok === null ? '' : ok ? 'yes' : 'no');

export const goalLines = (all: readonly Goal[]): string[] =>
  all.map((one) => `  ${one.what.padEnd(72)} ${one.goal.padStart(18)}  ${one.reached.padStart(13)}  ${said(one)}`);

/** For the README. */
export const markdownOf = (result: Result): string =>
  [
    `${result.contacts} contacts and ${result.events} events, medians of ${result.rounds} rounds, ${result.machine}.`,
    '',
    '| | goal | measured | reached |',
    '| --- | --- | --- | --- |',
    ...goals(result).map((one) => `| ${one.what} | ${one.goal} | ${one.reached} | ${said(one)} |`),
    ...(result.notRun.length > 0 ? ['', `Not run: ${result.notRun.join('; ')}.`] : []),
    '',
  ].join('\n');
