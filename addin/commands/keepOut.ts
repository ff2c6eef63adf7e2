/** Keeping out from the ribbon: the category on the item is the choice itself (EXC2), so that it needs neither token nor network of ours. */
import { keepOutName } from '../../shared/adapters/names';
import { addinSays } from '../../shared/ui/texts/addin';
import { ask, carryOut } from '../office/ask';
import { say } from './say';

export async function setKeptOut(out: boolean): Promise<boolean> {
  const item = Office.context.mailbox.item;
  if (!item) return false;
  if (item.itemType !== Office.MailboxEnums.ItemType.Appointment) {
    await say(addinSays('only events'));
    return false;
  }
  if (out) await known();
  const done = out
    ? await carryOut((answer) => item.categories.addAsync([keepOutName], answer))
    : await carryOut((answer) => item.categories.removeAsync([keepOutName], answer));
  await say(addinSays(!done ? 'no category' : out ? 'kept out now' : 'brought back now'));
  return done;
}

export async function isKeptOut(): Promise<boolean> {
  const item = Office.context.mailbox.item;
  if (!item?.categories) return false;
  const all = await ask<Office.CategoryDetails[]>((answer) => item.categories.getAsync(answer));
  return all?.some(({ displayName }) => displayName === keepOutName) ?? false;
}

/** Outlook takes only categories that its own list has. */
async function known(): Promise<void> {
  const { masterCategories } = Office.context.mailbox;
  const all = await ask<Office.CategoryDetails[]>((answer) => masterCategories.getAsync(answer));
  if (all === null || all.some(({ displayName }) => displayName === keepOutName)) return;
  const color = Office.MailboxEnums.CategoryColor.Preset0;
  await carryOut((answer) => masterCategories.addAsync([{ displayName: keepOutName, color }], answer));
}
