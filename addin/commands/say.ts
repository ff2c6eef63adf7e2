/** What a command has to say goes into the bar on the item: there is no other place without a pane. */
import { carryOut } from '../office/ask';

export async function say(message: string): Promise<void> {
  const item = Office.context.mailbox.item;
  if (!item?.notificationMessages) return;
  const details = {
    type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
    message: message.slice(0, 150),
    icon: 'Icon.16',
    persistent: false,
  };
  await carryOut((answer) => item.notificationMessages.replaceAsync('instep', details, answer));
}
