/** Connections, what Instep did and the rest, in the pane; loaded when somebody looks. */
import { lazy, Suspense } from 'preact/compat';
import type { ListedItem } from '../../shared/device/device';
import { Loading } from '../../shared/ui/parts/states';
import type { OptionsSection } from '../../shared/ui/rep/calls';
import { Back } from './Back';
import type { Connected } from './connect';

const Settings = lazy(() => import('./Settings'));

interface Props {
  readonly connected: Connected;
  readonly section: OptionsSection;
  readonly onBack: () => void;
  readonly onOpenItem: (item: ListedItem) => void;
}

export const SettingsView = ({ onBack, ...props }: Props) => (
  <div class="addin-settings">
    <Back onPress={onBack} />
    <Suspense fallback={<Loading lines={6} />}>
      <Settings {...props} />
    </Suspense>
  </div>
);
