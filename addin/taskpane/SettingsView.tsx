/** Connections, what Instep did and the rest, in the pane; loaded when somebody looks. */
import type { ListedItem } from '../../shared/device/device';
import { later } from '../../shared/ui/parts/Later';
import type { OptionsSection } from '../../shared/ui/rep/calls';
import { Back } from './Back';
import type { Connected } from './connect';

const Settings = later(async () => (await import('./Settings')).Settings);

interface Props {
  readonly connected: Connected;
  readonly section: OptionsSection;
  readonly onBack: () => void;
  readonly onOpenItem: (item: ListedItem) => void;
}

export const SettingsView = ({ onBack, ...props }: Props) => (
  <div class="addin-settings">
    <Back onPress={onBack} />
    <Settings {...props} />
  </div>
);
