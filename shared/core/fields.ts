/** The fields that sync, of either kind, bound to a configuration: the planner's only way to them. */
import { blankContact, contactFields } from './contacts';
import { blankEvent, eventFields } from './events';
import { bind, type Field, type Lens } from './field';
import type { Configuration, ItemOf, Kind, Provider } from './model';
import type { CrmSchema } from './ports';

interface Bound {
  readonly provider: Provider;
  readonly schema: CrmSchema | null;
  readonly lenses: Readonly<Record<Kind, readonly Lens[]>>;
}

/** The last binding of each configuration: asked for with every item, made once. */
const bindings = new WeakMap<Configuration, Bound>();

export const definitions: Readonly<Record<Kind, readonly Field[]>> = { contact: contactFields, event: eventFields };

/**
 * The fields in the map with their API names, in a fixed order. No two write one CRM field, or they would undo each other
 * for ever: a field that cannot be re-mapped goes first, then what the admin has mapped, then the defaults.
 */
export function mappedFields(kind: Kind, configuration: Configuration): readonly { readonly field: Field; readonly crmName: string }[] {
  const map = kind === 'contact' ? configuration.contacts.map : configuration.events.map;
  const named = definitions[kind].map((field) => {
    const mapped = field.remappable ? map.find((entry) => entry.field === field.name) : undefined;
    return { field, crmName: mapped?.crm ?? field.crmDefault, rank: !field.remappable ? 0 : mapped ? 1 : 2 };
  });
  const taken = new Map<string, Field>();
  for (const { field, crmName } of [...named].sort((a, b) => a.rank - b.rank)) {
    const names = crmName === '' ? [] : [crmName, ...field.sets(crmName)].map((name) => name.toLowerCase());
    if (names.some((name) => taken.has(name))) continue;
    for (const name of names) taken.set(name, field);
  }
  return named.filter(({ field, crmName }) => crmName !== '' && taken.get(crmName.toLowerCase()) === field);
}

/** Bound, in a fixed order. */
export function fieldsOf(kind: Kind, configuration: Configuration, provider: Provider, schema: CrmSchema | null): readonly Lens[] {
  const known = bindings.get(configuration);
  if (known && known.provider === provider && known.schema === schema) return known.lenses[kind];
  const lensesOf = (of: Kind) =>
    mappedFields(of, configuration).map(({ field, crmName }) => bind(field, { crmName, schema, provider, configuration }));
  const lenses = { contact: lensesOf('contact'), event: lensesOf('event') };
  bindings.set(configuration, { provider, schema, lenses });
  return lenses[kind];
}

export const blankItem: Readonly<Record<Kind, ItemOf['mailbox']>> = { contact: blankContact, event: blankEvent };

/** What matching and filters look at besides the fields in the map. */
const alwaysRead: Readonly<Record<Kind, readonly string[]>> = {
  contact: ['AccountId', 'CreatedDate', 'LastActivityDate'],
  event: ['WhoId', 'WhatId', 'IsChild', 'CreatedDate'],
};

/**
 * API names for `PullOptions.fields`. The adapter answers null for an empty field and leaves out only what this user may
 * not see: a field that is `undefined` in a record takes no part (see `Lens.takesPart`).
 */
export function fieldsToRead(kind: Kind, configuration: Configuration): readonly string[] {
  const known = toRead.get(configuration) ?? { contact: namesToRead('contact', configuration), event: namesToRead('event', configuration) };
  toRead.set(configuration, known);
  return known[kind];
}

/** Asked for with every reading, found once for a configuration. */
const toRead = new WeakMap<Configuration, Readonly<Record<Kind, readonly string[]>>>();

function namesToRead(kind: Kind, configuration: Configuration): readonly string[] {
  const mapped = mappedFields(kind, configuration).flatMap(({ field, crmName }) => field.reads(crmName));
  const conditions = kind === 'contact' ? configuration.contacts.conditions.map((condition) => condition.field) : [];
  return [...new Set([...mapped, ...alwaysRead[kind], ...conditions])].sort();
}
