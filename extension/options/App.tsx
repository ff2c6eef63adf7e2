/** What the options page shows: which of its screens, and the rep's settings, kept by the background. */
import { useEffect, useState } from 'preact/hooks';
import type { Device } from '../../shared/device/device';
import { Boundary } from '../../shared/ui/parts/Boundary';
import { Button } from '../../shared/ui/parts/Button';
import { later } from '../../shared/ui/parts/Later';
import { useDevice } from '../../shared/ui/store';
import { repScreenSays } from '../../shared/ui/texts/rep';
import type { Own, Settings } from '../channel/own';
import { comeToFront, hashOf, onFront, type Place, placeOf } from '../pages/options';
import { orgAsking } from '../pages/org';
import { copy, wear } from '../pages/page';
import { useAdminPage } from './adminPage';

interface Props {
  readonly device: Device;
  readonly own: Own;
  readonly settings: Settings;
  readonly org: string;
}

/** Each screen comes with its own words: only the one that is shown is loaded. */
const DeviceStart = later(async () => (await import('../../shared/ui/rep/deviceStart')).DeviceStart);
const DeviceOptions = later(async () => (await import('../../shared/ui/rep/deviceOptions')).DeviceOptions);
const DeviceCard = later(async () => (await import('../../shared/ui/card/DeviceCard')).DeviceCard);

const show = (place: Place): void => {
  window.location.hash = hashOf(place);
};

function usePlace(): Place {
  const [place, setPlace] = useState(placeOf(window.location.hash));
  useEffect(() => {
    const changed = () => setPlace(placeOf(window.location.hash));
    const offFront = onFront(() => void comeToFront());
    window.addEventListener('hashchange', changed);
    return () => {
      window.removeEventListener('hashchange', changed);
      offFront();
    };
  }, []);
  return place;
}

/** Until the first sync has been started and done; a rep who is signed out later has been through it. */
const isStart = (firstSync: string): boolean => firstSync !== 'done';

export function App({ device, own, settings: first, org }: Props) {
  const place = usePlace();
  const [settings, setSettings] = useState(first);
  const [notNow, setNotNow] = useState(false);
  const { value: overview } = useDevice(device, (asked) => asked.overview(), 'overview');
  const adminPage = useAdminPage(overview?.connected.salesforce ?? false);
  const asking = orgAsking(org);
  const save = (next: Settings) => {
    setSettings(next);
    wear(next);
    void own.saveSettings(next);
  };
  if (overview && isStart(overview.firstSync) && !notNow && place.show === 'section' && place.section === 'connections') {
    return (
      <Boundary>
        <div class="ext-start is-panel">
          <DeviceStart device={device} provider="google" org={asking} onNotNow={() => setNotNow(true)} />
        </div>
      </Boundary>
    );
  }
  if (place.show === 'item') return <Item device={device} place={place} />;
  return (
    <DeviceOptions
      key={place.section}
      device={device}
      section={place.section}
      settings={settings}
      onSettings={save}
      onOpenItem={({ ref }) => show({ show: 'item', ref })}
      onCopyLog={async () => copy(await own.log())}
      org={asking}
      adminPage={adminPage}
    />
  );
}

const Item = ({ device, place }: { device: Device; place: Extract<Place, { show: 'item' }> }) => (
  <div class="is-root is-page">
    <div class="ext-start">
      <Button look="link" onPress={() => history.back()}>
        {repScreenSays('back')}
      </Button>
      <div class="is-panel">
        <DeviceCard device={device} target={{ by: 'ref', ref: place.ref }} around={{ copy }} as="inline" />
      </div>
    </div>
  </div>
);
