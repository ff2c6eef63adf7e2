/** What the rep may set: badges per page, theme; what the admin has set is told, not offered. */
import type { Overview } from '../../device/device';
import { Check, Segments } from '../parts/choices';
import { repScreenSays } from '../texts/rep';

export interface Settings {
  /** Page name to shown or not, such as { Gmail: true }. */
  readonly badges: Readonly<Record<string, boolean>>;
  readonly theme: 'system' | 'light' | 'dark';
}

interface Props {
  readonly overview: Overview;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}

export const PersonalSettings = ({ overview, settings, onSettings }: Props) => (
  <section class="is-section">
    <h2 class="is-h2">{repScreenSays('personal settings')}</h2>
    <div>
      <h3 class="is-lab">{repScreenSays('how often')}</h3>
      <p>
        {overview.configuration
          ? repScreenSays('every minutes', { n: overview.configuration.cycleMinutes, configuration: overview.configuration.name })
          : repScreenSays('no configuration')}
      </p>
    </div>
    <fieldset>
      <legend class="is-lab">{repScreenSays('badges on')}</legend>
      <p class="is-hint">{repScreenSays('badges hint')}</p>
      {Object.entries(settings.badges).map(([page, on]) => (
        <Check key={page} checked={on} onChange={(checked) => onSettings({ ...settings, badges: { ...settings.badges, [page]: checked } })}>
          {page}
        </Check>
      ))}
    </fieldset>
    <Segments
      legend={repScreenSays('theme')}
      show
      value={settings.theme}
      onChange={(theme) => onSettings({ ...settings, theme })}
      choices={[
        { value: 'system', label: repScreenSays('theme system') },
        { value: 'light', label: repScreenSays('theme light') },
        { value: 'dark', label: repScreenSays('theme dark') },
      ]}
    />
  </section>
);
