/** One run: build, agitate, come to rest, check. */
import { Dice, seedOf } from './dice';
import { invariants } from './invariants';
import type { Open } from './premises';
import { comeToRest } from './rest';
import { type Act, acts, type Script } from './script';
import { type Bend, SimWorld } from './world';

export interface Outcome {
  /** Empty: nothing is broken. */
  readonly broken: readonly string[];
  readonly sim: SimWorld;
}

export interface RunOptions {
  /** Where it is played; absent: in memory. */
  readonly open?: Open;
  readonly bend?: Bend;
  /** Told after every deed. */
  readonly tell?: (act: Act, sim: SimWorld) => void;
  /** Told of every call of every device. */
  readonly trace?: (line: string) => void;
}

export async function run(script: Script, options: RunOptions = {}): Promise<Outcome> {
  const sim = new SimWorld(new Dice(script.seed), options.bend, script.seed, options.open);
  sim.trace = options.trace ?? null;
  try {
    for (const act of script.acts) {
      const dice = new Dice(act.seed);
      sim.loan.dice = dice;
      sim.clock.at += 1000 + dice.int(4000);
      await acts[act.do](sim, dice);
      sim.book.look('device');
      options.tell?.(act, sim);
      if (sim.book.broken.length > 0) return { broken: [...sim.book.broken], sim };
    }
    const restless = await comeToRest(sim, script.seed);
    if (restless) return { broken: [restless], sim };
    sim.loan.dice = new Dice(seedOf(script.seed, 999_999));
    for (const invariant of invariants) {
      const broken = await invariant(sim);
      if (broken.length > 0) return { broken: [...broken], sim };
    }
    return { broken: [], sim };
  } catch (error) {
    return { broken: [`crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`], sim };
  }
}
