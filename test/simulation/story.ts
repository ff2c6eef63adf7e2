/** A run as people read it: each deed, and what it changed where. */
import { type RunOptions, run } from './run';
import type { Script } from './script';
import type { Values } from './traits';
import type { SimWorld } from './world';

export async function story(script: Script, options: RunOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  let from = 0;
  const told = (sim: SimWorld): string[] => {
    const news = [...sim.book.lives.values()].flatMap((life) =>
      life.log
        .filter((change) => change.at > from)
        .map((change) => ({
          at: change.at,
          line: `    ${change.by === 'hand' ? 'person' : 'device'} ${change.what} ${life.name} in ${life.place === 'crm' ? 'crm' : `mailbox ${life.place}`} ${life.id} ${difference(change.from, change.to)}${change.hidden ? ' (hidden)' : ''}`,
        })),
    );
    from = sim.book.at;
    return news.sort((a, b) => a.at - b.at).map(({ line }) => line);
  };
  const { broken, sim } = await run(script, {
    ...options,
    tell: (act, now) => lines.push(`${new Date(now.clock.at).toISOString().slice(0, 16)} ${act.do}`, ...told(now)),
  });
  const world = sim.reps.map(
    (rep) =>
      `rep ${rep.index}: ${rep.provider}, ${rep.devices.length} devices, contacts ${rep.configuration.contacts.direction} ${rep.configuration.contacts.whose} winner ${rep.configuration.contacts.winner} onDelete ${JSON.stringify(rep.configuration.contacts.onDelete)}, events ${rep.configuration.events.direction} winner ${rep.configuration.events.winner} onDelete ${JSON.stringify(rep.configuration.events.onDelete)} private ${rep.configuration.events.private}${rep.configuration.userManagedConnection ? ' user-managed' : ''}`,
  );
  return [...world, ...lines, '  then, until rest:', ...told(sim), ...broken];
}

function difference(from: Values, to: Values): string {
  return Object.keys({ ...from, ...to })
    .filter((field) => (from[field] ?? '') !== (to[field] ?? ''))
    .map((field) => `${field}: ${from[field] ?? ''} → ${to[field] ?? ''}`)
    .join(', ');
}
