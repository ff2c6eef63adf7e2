/** The bar on the item itself (SUR5): one sentence where somebody is needed or something stays out, and nothing else. */
import { addinSays } from '../../shared/ui/texts/addin';
import { carryOut } from './ask';
import { isComposing } from './selection';

const key = 'instep';
/** Names of the manifest: the icon, and the button that opens the pane. */
const icon = 'Icon.16';
const paneCommand = 'openPane';
let shown: { readonly item: unknown; readonly text: string } | null = null;

export async function showInfoBar(text: string): Promise<void> {
  const item = Office.context.mailbox.item;
  if (!item?.notificationMessages || (shown?.item === item && shown.text === text)) return;
  shown = { item, text };
  if (text === '') await carryOut((answer) => item.notificationMessages.removeAsync(key, answer));
  else await carryOut((answer) => item.notificationMessages.replaceAsync(key, details(text), answer));

  /** While composing, newer clients take a bar with a button. */
  function details(message: string): Office.NotificationMessageDetails {
    const withButton = item && isComposing(item) && Office.context.requirements.isSetSupported('Mailbox', '1.10') && isModern();
    if (!withButton)
      return { type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage, message, icon, persistent: false };
    const actionText = addinSays('open instep');
    return {
      type: Office.MailboxEnums.ItemNotificationMessageType.InsightMessage,
      message,
      icon,
      actions: [{ actionType: Office.MailboxEnums.ActionType.ShowTaskPane, actionText, commandId: paneCommand, contextData: '{}' }],
    };
  }
}

/** Insight messages: Outlook on the web and the new one on Windows. */
const isModern = (): boolean => Office.context.platform === Office.PlatformType.OfficeOnline;
