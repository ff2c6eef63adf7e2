/** What a rep's devices share, in memory: the whole, and at which version each piece of it was last told. */
import type { News, Shared, SharedPair, SharedRef } from '../../core/ports';

type SharedNotes = Shared['notes'][number];

export interface SharedState {
  readonly version: number;
  readonly pairs: ReadonlyMap<string, { readonly version: number; readonly value: SharedPair }>;
  readonly notes: ReadonlyMap<string, { readonly version: number; readonly value: SharedNotes }>;
}

export const emptyState = (): SharedState => ({ version: 0, pairs: new Map(), notes: new Map() });

export const nameOf = (ref: SharedRef): string => `${ref.side}|${ref.kind}|${ref.side === 'crm' ? ref.id : ref.mark}`;

export function merge(state: SharedState, shared: Shared): SharedState {
  const version = state.version + 1;
  const pairs = new Map(state.pairs);
  for (const value of shared.pairs) pairs.set(value.id, { version, value });
  const notes = new Map(state.notes);
  for (const value of shared.notes) notes.set(nameOf(value.ref), { version, value });
  return { version, pairs, notes };
}

/** Everything (without what is dissolved or empty by now) for version 0, else what moved after that version. */
export function stateSince(state: SharedState, version: number): News {
  const complete = version === 0;
  const after = <T>(pieces: Iterable<{ readonly version: number; readonly value: T }>): T[] =>
    [...pieces].filter((piece) => piece.version > version).map((piece) => piece.value);
  const [pairs, notes] = [after(state.pairs.values()), after(state.notes.values())];
  const shared = complete
    ? { pairs: pairs.filter((pair) => !pair.dissolved), notes: notes.filter((one) => one.notes.length > 0) }
    : { pairs, notes };
  return { version: state.version, complete, portions: [shared] };
}
