/** The bar on the item itself (SUR5): one sentence where somebody is needed or something stays out, and nothing else. */
import { addinSays } from '../../shared/ui/texts/addin';
import { carryOut } from './ask';
import { isComposing } from './selection';

const key = 'instep';
/** Names of the manifests: the icon, and the buttons that open the pane while composing. */
const icon = 'Icon.16';
const paneButton = { appointment: 'meetingDetailsOrganizer.openPane', message: 'mailCompose.openPane' } as const;
let shown: { readonly item: unknown; readonly text: string } | null = null;

/** What to say, with or without a button beside it; '' for no bar. */
export type BarText = (button: boolean) => string;

type Item = NonNullable<Office.Mailbox['item']>;

export async function showInfoBar(say: BarText): Promise<void> {
  const item = Office.context.mailbox.item;
  if (!item?.notificationMessages) return;
  const button = takesButton(item);
  const text = say(button);
  if (shown?.item === item && shown.text === text) return;
  shown = { item, text };
  if (text === '') await carryOut((answer) => item.notificationMessages.removeAsync(key, answer));
  else await carryOut((answer) => item.notificationMessages.replaceAsync(key, button ? withButton(item, text) : plain(text), answer));
}

const plain = (message: string): Office.NotificationMessageDetails => ({
  type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
  message,
  icon,
  persistent: false,
});

function withButton(item: Item, message: string): Office.NotificationMessageDetails {
  const isAppointment = item.itemType === Office.MailboxEnums.ItemType.Appointment;
  const action = {
    actionType: Office.MailboxEnums.ActionType.ShowTaskPane,
    actionText: addinSays('open instep'),
    commandId: isAppointment ? paneButton.appointment : paneButton.message,
    contextData: '{}',
  };
  return { type: Office.MailboxEnums.ItemNotificationMessageType.InsightMessage, message, icon, actions: [action] };
}

/** While composing, Outlook on the web and the new one on Windows take a bar with a button. */
const takesButton = (item: Item): boolean =>
  isComposing(item) &&
  Office.context.requirements.isSetSupported('Mailbox', '1.10') &&
  Office.context.platform === Office.PlatformType.OfficeOnline;
