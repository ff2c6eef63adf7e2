/** The extension's options page in the demo: one of its sections, or one item's card. */
import { useState } from 'preact/hooks';
import type { Ref } from '../../../shared/core/model';
import { DeviceCard } from '../../../shared/ui/card/DeviceCard';
import { Button } from '../../../shared/ui/parts/Button';
import type { OptionsSection } from '../../../shared/ui/rep/calls';
import { DeviceOptions } from '../../../shared/ui/rep/connected';
import type { Settings } from '../../../shared/ui/rep/PersonalSettings';
import { repScreenSays } from '../../../shared/ui/texts/rep';
import type { RepHome } from '../world/repHome';

/** `section` is what is shown, or where an item's card was opened from. */
export type Place = { readonly section: OptionsSection; readonly item?: Ref };

/** What the screen shows that is named after it. */
export const whatInstepDid: Place = { section: 'did' };

interface Props {
  readonly home: RepHome;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly copy: (text: string) => Promise<void>;
}

export function OptionsPage({ home, place, onPlace, copy }: Props) {
  const [settings, setSettings] = useState<Settings>({
    badges: { Gmail: true, 'Google Calendar': true, 'Google Contacts': true },
    theme: 'system',
  });
  if (place.item) {
    return (
      <div class="is-root is-page">
        <div class="d-item-page">
          <Button look="link" onPress={() => onPlace({ section: place.section })}>
            {repScreenSays('back')}
          </Button>
          <div class="is-panel">
            <DeviceCard device={home.device} target={{ by: 'ref', ref: place.item }} around={{ copy }} as="inline" />
          </div>
        </div>
      </div>
    );
  }
  return (
    <DeviceOptions
      key={place.section}
      device={home.device}
      section={place.section}
      settings={settings}
      onSettings={setSettings}
      onOpenItem={({ ref }) => onPlace({ ...place, item: ref })}
      onCopyLog={async () => undefined}
    />
  );
}
