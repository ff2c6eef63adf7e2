/** What both mailboxes and the org hold, to the byte; and what is another between two looks. */
import type { Salesforce as StandIn } from '../../sandbox/salesforce';
import type { Sandbox } from '../../sandbox/server';

export type Contents = ReadonlyMap<string, string>;

export function contentsOf({ vendors }: Sandbox): Contents {
  const salesforce = vendors.salesforce as StandIn;
  const tables = ['Contact', 'Event', 'EventRelation', 'Account', 'Lead'] as const;
  const leaves = new Map<string, string>();
  const org = Object.fromEntries(tables.map((name) => [name, Object.fromEntries(salesforce.rows(name).map((row) => [row.Id, row]))]));
  for (const [path, value] of leavesOf([org, vendors.graph.dump(), vendors.google.dump()], '')) leaves.set(path, value);
  return leaves;
}

function* leavesOf(value: unknown, path: string): Generator<readonly [string, string]> {
  const plain: unknown = value instanceof Map || value instanceof Set ? [...value] : value;
  if (typeof plain !== 'object' || plain === null) yield [path, JSON.stringify(plain) ?? 'undefined'];
  else for (const [name, inner] of Object.entries(plain)) yield* leavesOf(inner, `${path}/${name}`);
}

export const changed = (before: Contents, after: Contents): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((path) =>
    before.get(path) === after.get(path) ? [] : [`${path}: ${before.get(path)} → ${after.get(path)}`],
  );
