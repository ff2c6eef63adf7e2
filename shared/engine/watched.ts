/** The admin watches a long reset while it runs (RST4): told at quarters, so that watching costs three calls at most. */
import { type Kind, kinds, type Request } from '../core/model';
import { Failed, type World } from '../core/ports';
import { kindsOf } from './requests';

/** What is done within seconds needs no telling. */
const long = 1000;

export class Watched {
  #told = 0;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly resets: readonly Request[],
  ) {}

  step(kind: Kind, done: number, total: number): void {
    if (this.resets.length === 0 || total < long) return;
    const both = this.resets.some(({ scope }) => kindsOf(scope).length === kinds.length);
    const share = both ? (kinds.indexOf(kind) + done / total) / kinds.length : done / total;
    const quarter = Math.min(75, Math.floor(share * 4) * 25);
    if (quarter <= this.#told) return;
    this.#told = quarter;
    this.#telling = this.#telling.then(() => this.#tell(quarter));
  }

  /** Nothing is told behind the back of the cycle that goes on. */
  ended(): Promise<void> {
    return this.#telling;
  }

  async #tell(progress: number): Promise<void> {
    try {
      for (const request of this.resets)
        await this.world.control.answer({ ...request, state: 'running', pickedUpBy: this.world.device.name, progress });
    } catch (error) {
      // A picture missed is no reason to stop.
      if (!(error instanceof Failed)) throw error;
    }
  }
}
