/**
 * Plays scenarios: `scenario('[RULE] …', {given, when, then})` is a test in memory and over HTTP, for a rep with Outlook and for one
 * with Google. Whatever is told, two things hold at the end of each: nobody was mailed by a cycle (EVT6), and one more cycle
 * writes nothing.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { Provider } from '../../shared/core/model';
import { inMemory } from './inMemory';
import { closeHttp, overHttp } from './overHttp';
import { Play } from './play';
import { settled } from './settings';
import type { Scenario, Side, Step, Then } from './words';

const stages = { memory: inMemory, HTTP: overHttp } as const;
const providers: readonly Provider[] = ['microsoft', 'google'];

export function scenario(name: string, told: Scenario): void {
  const title = name.replace(/^\[(.*?)\]/, '$1');
  describe(title, () => {
    for (const on of ['memory', 'HTTP'] as const) {
      if (told.only && told.only.on !== on) continue;
      for (const provider of told.providers ?? providers) test(`${title} (${provider}, ${on})`, () => play(told, on, provider));
    }
  });
}

/** The same told from either side. */
export function fromBothSides(name: string, tell: (side: Side) => Scenario): void {
  for (const side of ['mailbox', 'crm'] as const) scenario(`${name} (from the ${side === 'crm' ? 'CRM' : 'mailbox'})`, tell(side));
}

afterAll(closeHttp);

async function play(
  { given = {}, when, then, quiet = true, mails = 0 }: Scenario,
  on: keyof typeof stages,
  provider: Provider,
): Promise<void> {
  const stage = await stages[on](provider);
  try {
    const played = new Play(stage);
    await played.begin(given, settled(given.settings ?? {}));
    if (given.synced ?? when !== undefined) await played.sync();
    for (const step of when ?? []) await played.step(step);
    await played.sync();
    await played.expect(then);
    expect(played.mailed, 'EVT6: mails to others').toBe(mails);
    if (quiet) expect(await played.writesOfOneMore(), 'writes of one more cycle').toBe(0);
  } finally {
    await stage.close();
  }
}

export * from './words';
export type { Step, Then };
