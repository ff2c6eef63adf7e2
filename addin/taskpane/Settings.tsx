/** The settings themselves: the extension's options screen, with what only Outlook has. */
import type { ListedItem } from '../../shared/device/device';
import { Check } from '../../shared/ui/parts/choices';
import type { OptionsSection } from '../../shared/ui/rep/calls';
import { DeviceOptions } from '../../shared/ui/rep/deviceOptions';
import { addinSays } from '../../shared/ui/texts/addin';
import type { Connected } from './connect';
import { personal } from './personal';
import { emptied } from './removed';

interface Props {
  readonly connected: Connected;
  readonly section: OptionsSection;
  readonly onOpenItem: (item: ListedItem) => void;
}

export function Settings({ connected, section, onOpenItem }: Props) {
  const { theme, statusCategories } = personal.value;
  const device = {
    ...connected.device,
    disconnect: async () => {
      await connected.device.disconnect();
      emptied.value = 'disconnected';
    },
  };
  return (
    <>
      <DeviceOptions
        device={device}
        section={section}
        settings={{ badges: {}, theme }}
        onSettings={(next) => {
          personal.value = { ...personal.value, theme: next.theme };
        }}
        onOpenItem={onOpenItem}
        onCopyLog={() => navigator.clipboard.writeText(connected.log.text())}
      />
      <div class="is-root is-pad">
        <Check checked={statusCategories} onChange={(on) => (personal.value = { ...personal.value, statusCategories: on })}>
          {addinSays('status categories')}
        </Check>
        <p class="is-hint">{addinSays('status categories hint')}</p>
      </div>
    </>
  );
}
