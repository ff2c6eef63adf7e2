/** Which categories an item should have so that a list shows its status. Pure. */
import type { StatusKind } from '../../shared/core/model';

/** Names as Outlook shows them; in one language, so that a rep's devices do not mark in two. */
export const statusCategories = { inStep: 'Instep: In step', needsYou: 'Instep: Needs you' } as const;

/** Green and orange of Outlook's own presets. */
export const categoryColors: Readonly<Record<string, string>> = {
  [statusCategories.inStep]: 'preset4',
  [statusCategories.needsYou]: 'preset1',
};

const ours: readonly string[] = Object.values(statusCategories);

const nameOf = (status: StatusKind | null): string | null =>
  status === 'in step' ? statusCategories.inStep : status === 'needs you' || status === 'failed' ? statusCategories.needsYou : null;

/** The categories to write, or null where they are right already. The rep's own stay, in their order. */
export function wanted(categories: readonly string[], status: StatusKind | null): readonly string[] | null {
  const name = nameOf(status);
  const next = [...categories.filter((one) => !ours.includes(one) || one === name)];
  if (name !== null && !next.includes(name)) next.push(name);
  return next.length === categories.length && next.every((one, at) => one === categories[at]) ? null : next;
}
