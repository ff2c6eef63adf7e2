/** From lines of measurements to medians, and to medians of ratios taken round by round. */
export interface Timed {
  readonly phase: string;
  /** Seconds of processor, all threads and processes; of a cycle, where a phase has several. */
  readonly cpu: number;
  readonly wall: number;
  readonly rssMb?: number;
  readonly peakMb?: number;
  readonly keptMb?: number;
  readonly writes?: number;
  readonly requests?: Readonly<Record<string, number>>;
}

/** By who was measured. */
export type Round = Readonly<Record<string, readonly Timed[]>>;

export interface Figure {
  readonly who: string;
  readonly phase: string;
  readonly cpu: number;
  readonly wall: number;
  readonly rssMb: number;
  readonly peakMb: number;
  readonly keptMb: number;
  /** Ours in parts of theirs: less than one is better. */
  readonly ratio: number | null;
}

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export function ratiosOf(rounds: readonly Round[], our = 'instep'): Figure[] {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round)))];
  return names.flatMap((who) => {
    const phases = [...new Set(rounds.flatMap((round) => round[who]?.map(({ phase }) => phase) ?? []))];
    return phases.map((phase): Figure => {
      const lineOf = (round: Round, name: string): Timed | undefined => round[name]?.find((line) => line.phase === phase);
      const of = (pick: (line: Timed) => number | undefined): number =>
        median(rounds.flatMap((round) => (lineOf(round, who) ? [pick(lineOf(round, who) as Timed) ?? 0] : [])));
      const ratios = rounds.flatMap((round) => {
        const [mine, theirs] = [lineOf(round, our), lineOf(round, who)];
        return mine && theirs && theirs.cpu > 0 ? [mine.cpu / theirs.cpu] : [];
      });
      return {
        ...{ who, phase, cpu: of((line) => line.cpu), wall: of((line) => line.wall) },
        ...{ rssMb: of((line) => line.rssMb), peakMb: of((line) => line.peakMb), keptMb: of((line) => line.keptMb) },
        ratio: who === our || ratios.length === 0 ? null : median(ratios),
      };
    });
  });
}

/** Of cost over size: 1 is in proportion. */
export const exponent = (small: number, large: number, times: number): number => Math.log(large / small) / Math.log(times);
